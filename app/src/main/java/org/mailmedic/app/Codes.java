package org.mailmedic.app;

import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.knowledge.codes.Asked;
import org.mailmedic.report.Reports;
import org.mailmedic.report.catalogue.Catalogue;

/// `codes`: the reference of SMTP replies.
final class Codes {
  private Codes() {}

  static int run(Surroundings around, CommandLine line) throws WrongCall {
    Settings settings = Settings.of(around, line);
    Catalogue catalogue = Catalogue.of(Language.of(around, settings.language()));
    // "550 5.7.26" is one code, with or without quotation marks.
    String word = String.join(" ", line.operands());
    Asked asked = word.isEmpty() ? null : asked(word);
    around
        .out()
        .print(Reports.codes(asked, Diagnose.format(line), catalogue, Diagnose.look(around, line)));
    return ExitStatus.FINE;
  }

  private static Asked asked(String word) throws WrongCall {
    return Asked.read(word).orElseThrow(() -> new WrongCall("code-unknown", "word", word));
  }
}

package org.mailmedic.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.codes.Asked;
import org.mailmedic.knowledge.codes.ReplyCode;
import org.mailmedic.knowledge.codes.ReplyCodes;
import org.mailmedic.report.catalogue.Catalogue;

/// What reply codes mean, in one language.
final class ReplyWording {
  private final Catalogue catalogue;

  ReplyWording(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// What the codes of a reply mean by themselves: the most telling entry of the reference, or what
  /// their digits say; null where there are none.
  @Nullable String meaning(int code, @Nullable String enhanced) {
    if (code == 0 && enhanced == null) {
      return null;
    }
    Asked asked = new Asked(code, enhanced);
    List<ReplyCode> entries = ReplyCodes.builtIn().about(asked);
    return entries.isEmpty() ? String.join(" ", digits(asked)) : meaning(entries.getFirst());
  }

  String meaning(ReplyCode entry) {
    return catalogue.text(entry.text());
  }

  /// What to do first: what is told of the code itself, or the first step of what it mostly means;
  /// null where nothing is to be done.
  @Nullable String action(ReplyCode entry) {
    String key = entry.text() + ".action";
    if (catalogue.has(key)) {
      return catalogue.text(key);
    }
    return entry.cause() == null
        ? null
        : step(catalogue.text("cause." + entry.cause() + ".action.1"));
  }

  /// A step, whose first line is its heading, as sentences.
  private static String step(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text + "." : text.substring(0, end) + ". " + text.substring(end + 1);
  }

  /// What a cause is called where nothing else is known of it.
  String cause(String id) {
    return catalogue.text("cause." + id + ".title");
  }

  List<String> digits(Asked asked) {
    List<String> sentences = new ArrayList<>();
    for (String key : ReplyCodes.digits(asked)) {
      sentences.add(catalogue.text(catalogue.has(key) ? key : "digit.x.other.x"));
    }
    return sentences;
  }
}

package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.spf.SpfAnswer;
import org.mailmedic.protocol.spf.SpfEvaluation;
import org.mailmedic.protocol.spf.SpfEvaluator;
import org.mailmedic.protocol.spf.SpfFault;
import org.mailmedic.protocol.spf.SpfLimits;
import org.mailmedic.protocol.spf.SpfProblem;
import org.mailmedic.protocol.spf.SpfQuestion;
import org.mailmedic.protocol.spf.SpfRecord;
import org.mailmedic.protocol.spf.SpfRequest;
import org.mailmedic.protocol.spf.SpfResult;
import org.mailmedic.protocol.spf.SpfTerm;

/// SPF records and their macros, and the evaluation of a record that every name has.
public final class SpfFuzz {
  private static final String DOMAIN = "mail.example.com";
  private static final IpAddress[] SENDERS = {
    IpAddress.of(new byte[] {(byte) 192, 0, 2, 3}),
    IpAddress.of(new byte[] {0x20, 1, 13, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1})
  };

  private SpfFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    SpfRecord record = SpfRecord.parse(text);
    int end = -1;
    for (SpfTerm term : record.terms()) {
      Claim.that(term.position() > end, "terms in order, each once");
      Claim.that(text.startsWith(term.text(), term.position()), "a term stands where it says");
      end = term.position() + term.text().length() - 1;
    }
    for (SpfProblem problem : record.problems()) {
      Claim.that(problem.position() >= 0 && problem.position() <= text.length(), "a place");
      Claim.that(text.startsWith(problem.text(), problem.position()), "a problem's text");
    }
    Claim.that(SpfRecord.isMeant(text) || !record.valid(), "only meant records are valid");
    for (IpAddress sender : SENDERS) {
      evaluate(text, record, sender);
    }
  }

  private static void evaluate(String text, SpfRecord record, IpAddress sender) {
    int[] asked = new int[1];
    SpfRequest request =
        new SpfRequest(sender, text.length() > 9 ? text.substring(7, 9) : "", DOMAIN, text, "r", 7);
    SpfEvaluation evaluation =
        SpfEvaluator.evaluate(request, question -> answer(question, text, sender, asked));
    Claim.that(asked[0] <= 160, "a bounded number of questions");
    Claim.that(evaluation.lookups() <= SpfLimits.MAX_LOOKUPS, "look-ups are limited");
    SpfFault fault = evaluation.fault();
    SpfResult result = evaluation.result();
    boolean error = result == SpfResult.PERMERROR || result == SpfResult.TEMPERROR;
    Claim.that(error == (fault != null), "an error has its fault");
    Claim.that(fault == null || fault.kind().result() == result, "the fault's own result");
    if (SpfRecord.isMeant(text) && !record.valid()) {
      Claim.that(result == SpfResult.PERMERROR, "a mistake anywhere counts");
    }
    String explanation = evaluation.explanation();
    Claim.that(
        explanation == null || explanation.length() <= SpfLimits.MAX_EXPANDED, "short enough");
  }

  private static SpfAnswer answer(SpfQuestion question, String text, IpAddress ip, int[] asked) {
    asked[0]++;
    Claim.that(question.name().length() <= SpfLimits.MAX_NAME, "a name that fits");
    return switch (question.type()) {
      case TXT -> SpfAnswer.texts(java.util.List.of(text));
      case A, AAAA -> SpfAnswer.addresses(java.util.List.of(ip));
      case MX, PTR -> SpfAnswer.names(java.util.List.of(DOMAIN, "other.example"));
    };
  }
}

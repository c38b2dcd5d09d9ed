package org.mailmedic.protocol.spf;

import java.util.ArrayList;
import java.util.List;

/// Which questions a record leads to, so that they can be asked at once. What is asked ahead counts
/// for nothing: the evaluation counts what it comes to.
public final class SpfPrefetch {
  private SpfPrefetch() {}

  /// The questions that the terms of a record lead to directly, without those that hang on reverse
  /// names. At most [SpfLimits#MAX_LOOKUPS].
  public static List<SpfQuestion> questions(SpfRecord record, String domain, SpfRequest request) {
    List<SpfQuestion> questions = new ArrayList<>();
    boolean ipv6 = request.address().ipv6();
    SpfQuestion.Type address = ipv6 ? SpfQuestion.Type.AAAA : SpfQuestion.Type.A;
    for (SpfTerm term : record.terms()) {
      switch (term) {
        case SpfTerm.Include include ->
            add(questions, include.domain(), SpfQuestion.Type.TXT, domain);
        case SpfTerm.Redirect redirect ->
            add(questions, redirect.domain(), SpfQuestion.Type.TXT, domain);
        case SpfTerm.A a -> {
          MacroString written = a.domain();
          if (written == null) {
            questions.add(new SpfQuestion(domain, address));
          } else {
            add(questions, written, address, domain);
          }
        }
        case SpfTerm.Mx mx -> {
          MacroString written = mx.domain();
          if (written == null) {
            questions.add(new SpfQuestion(domain, SpfQuestion.Type.MX));
          } else {
            add(questions, written, SpfQuestion.Type.MX, domain);
          }
        }
        case SpfTerm.Exists exists -> add(questions, exists.domain(), SpfQuestion.Type.A, domain);
        case SpfTerm.All all -> {
          return questions;
        }
        case SpfTerm.Ip ip -> {}
        case SpfTerm.Ptr ptr -> {}
        case SpfTerm.Explanation explanation -> {}
        case SpfTerm.Unknown unknown -> {}
      }
      if (questions.size() >= SpfLimits.MAX_LOOKUPS) {
        return questions;
      }
    }
    return questions;
  }

  private static void add(
      List<SpfQuestion> questions, MacroString written, SpfQuestion.Type type, String domain) {
    if (written.sameForAll()) {
      String name = written.name(letter -> domain);
      if (SpfNames.canBeAsked(name)) {
        questions.add(new SpfQuestion(name, type));
      }
    }
  }
}

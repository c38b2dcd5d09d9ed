package org.mailmedic.protocol.spf;

import java.util.List;

/// A DNS in which a domain has another record than in truth.
public final class SpfWhatIf {
  private SpfWhatIf() {}

  /// The same answers, but for the domain's own TXT records: `text` is the only one.
  public static SpfDns instead(String domain, String text, SpfDns dns) {
    return new SpfDns() {
      @Override
      public SpfAnswer ask(SpfQuestion question) {
        boolean own =
            question.type() == SpfQuestion.Type.TXT && question.name().equalsIgnoreCase(domain);
        return own ? SpfAnswer.texts(List.of(text)) : dns.ask(question);
      }

      @Override
      public void soon(List<SpfQuestion> questions) {
        dns.soon(questions);
      }
    };
  }
}

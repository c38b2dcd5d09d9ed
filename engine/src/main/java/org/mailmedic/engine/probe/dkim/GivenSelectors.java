package org.mailmedic.engine.probe.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.protocol.dkim.DkimSignature;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;

/// The selectors that a returned message was signed with.
final class GivenSelectors {
  private static final String FIELD = "DKIM-Signature:";

  /// Signatures that are looked at, and characters of each (docs/limits.md).
  private static final int MAX_SIGNATURES = 10;

  private static final int MAX_LENGTH = 8_000;

  private GivenSelectors() {}

  /// The selectors of the domain's own signatures in a text that came back, each once. The
  /// selectors of the domain's own signatures in what came back.
  static List<String> given(Complaint complaint, String domain) {
    String message = complaint.returned();
    return of(message == null ? complaint.errorText() : message, domain);
  }

  /// The selectors of the domain's own signatures in a text that came back, each once.
  static List<String> of(@Nullable String text, String domain) {
    List<String> selectors = new ArrayList<>();
    int at = text == null ? -1 : text.indexOf(FIELD);
    for (int seen = 0; text != null && at >= 0 && seen < MAX_SIGNATURES; seen++) {
      String rest = text.substring(at, Math.min(text.length(), at + MAX_LENGTH));
      List<RawField> fields =
          RawMessage.of(rest.getBytes(StandardCharsets.ISO_8859_1)).all("DKIM-Signature");
      if (!fields.isEmpty()) {
        DkimSignature.Parsed parsed = DkimSignature.parse(fields.getFirst());
        String selector = parsed.selector();
        if (selector != null && domain.equals(parsed.domain()) && !selectors.contains(selector)) {
          selectors.add(selector);
        }
      }
      at = text.indexOf(FIELD, at + FIELD.length());
    }
    return selectors;
  }
}

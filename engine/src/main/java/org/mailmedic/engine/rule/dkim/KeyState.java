package org.mailmedic.engine.rule.dkim;

import java.util.List;
import org.mailmedic.engine.evidence.DkimKeys;
import org.mailmedic.protocol.dkim.DkimKeyRecord;

/// What receivers make of what is published for a selector.
public enum KeyState {
  GOOD,
  /// Withdrawn by its owner: `p` is empty.
  REVOKED,
  /// Under 1,024 bits (RFC 8301 section 3.2).
  SHORT,
  /// Can't be read, or there are several.
  BROKEN,
  ABSENT,
  /// The look-up failed.
  UNKNOWN;

  public static KeyState of(DkimKeys.Key key) {
    if (!key.known()) {
      return UNKNOWN;
    }
    List<String> meant = key.texts().stream().filter(DkimKeyRecord::isMeant).toList();
    if (meant.isEmpty()) {
      return key.texts().stream().allMatch(KeyState::isForeign) ? ABSENT : BROKEN;
    }
    if (meant.size() > 1) {
      return BROKEN;
    }
    DkimKeyRecord record = DkimKeyRecord.parse(meant.getFirst()).record();
    if (record == null) {
      return BROKEN;
    }
    if (record.revoked()) {
      return REVOKED;
    }
    return record.tooShort() ? SHORT : GOOD;
  }

  /// Whether a text is a record of another kind, as a wildcard puts it at every name.
  private static boolean isForeign(String text) {
    return text.startsWith("v=") && !text.regionMatches(true, 0, "v=DKIM", 0, 6);
  }

  /// The word for the texts; `broken` for what has none.
  String word() {
    return switch (this) {
      case REVOKED -> "revoked";
      case SHORT -> "short";
      case GOOD, BROKEN, ABSENT, UNKNOWN -> "broken";
    };
  }
}

package org.mailmedic.protocol.mtasts;

import java.util.List;
import java.util.Optional;
import org.mailmedic.protocol.mtasts.FieldSyntax.Field;

/// The TXT record at `_mta-sts.DOMAIN` (RFC 8461 section 3.1).
///
/// @param id changes whenever the policy does
public record StsRecord(String id) {
  private static final String VERSION = "v=STSv1";
  private static final int MAX_ID = 32;

  /// Whether a text is meant as such a record; others at that name are not looked at.
  public static boolean isMeant(String text) {
    return FieldSyntax.isOf(VERSION, text);
  }

  /// Reads a record; empty where it is none that senders accept.
  public static Optional<StsRecord> parse(String text) {
    List<Field> fields = FieldSyntax.fields(VERSION, text);
    if (fields == null) {
      return Optional.empty();
    }
    String id = null;
    for (Field field : fields) {
      boolean isId = field.name().equals("id");
      if (!(isId ? isId(field.value()) : FieldSyntax.isExtensionValue(field.value()))) {
        return Optional.empty();
      }
      id = isId && id == null ? field.value() : id;
    }
    return Optional.ofNullable(id).map(StsRecord::new);
  }

  private static boolean isId(String value) {
    return value.length() <= MAX_ID
        && value.chars().allMatch(c -> FieldSyntax.isLetterOrDigit((char) c));
  }
}

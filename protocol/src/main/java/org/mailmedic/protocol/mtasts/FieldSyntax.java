package org.mailmedic.protocol.mtasts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form that the records of MTA-STS and TLS-RPT share (RFC 8461 section 3.1, RFC 8460 section
/// 3): fields `name=value` with semicolons between them, a version first.
public final class FieldSyntax {
  private static final int MAX_NAME = 32;

  private FieldSyntax() {}

  /// A field.
  public record Field(String name, String value) {}

  /// Whether a record is of this version: others are not looked at at all.
  ///
  /// @param version such as `v=STSv1`
  public static boolean isOf(String version, String text) {
    if (!text.startsWith(version)) {
      return false;
    }
    String rest = text.substring(version.length());
    return rest.isEmpty() || rest.stripLeading().startsWith(";");
  }

  /// The fields after the version; null where the text is not of that form.
  public static @Nullable List<Field> fields(String version, String text) {
    if (!isOf(version, text)) {
      return null;
    }
    List<Field> fields = new ArrayList<>();
    String[] parts = text.substring(version.length()).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String part = strip(parts[i]);
      if (part.isEmpty() && i > 1 && i == parts.length - 1) {
        break; // one semicolon may stand at the end
      }
      Field field = field(part);
      if (field == null) {
        return null;
      }
      fields.add(field);
    }
    return fields.isEmpty() || !strip(parts[0]).isEmpty() ? null : fields;
  }

  private static @Nullable Field field(String part) {
    int equals = part.indexOf('=');
    if (equals < 1 || !isName(part.substring(0, equals))) {
      return null;
    }
    String value = part.substring(equals + 1);
    return value.isEmpty() ? null : new Field(part.substring(0, equals), value);
  }

  /// Whether a text can name a field.
  static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME || !isLetterOrDigit(name.charAt(0))) {
      return false;
    }
    return name.chars()
        .allMatch(c -> isLetterOrDigit((char) c) || c == '_' || c == '-' || c == '.');
  }

  /// Whether a value is what an extension may hold: visible ASCII without `;` and `=`.
  public static boolean isExtensionValue(String value) {
    return value.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '=' && c != ';');
  }

  static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /// Without spaces and tabs at its ends.
  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}

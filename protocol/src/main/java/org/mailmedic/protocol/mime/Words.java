package org.mailmedic.protocol.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Encoded words in header fields (RFC 2047).
///
/// @param text decoded; words that can't be decoded stand as they came; bytes above 127 outside of
///   words are read as UTF-8 (RFC 6532)
/// @param broken whether a word can't be decoded
/// @param raw whether bytes above 127 stand outside of words
public record Words(String text, boolean broken, boolean raw) {

  /// Decodes a field's value.
  ///
  /// @param value unfolded, each byte one character
  public static Words decode(String value) {
    String cut =
        value.length() <= MimeLimits.MAX_WORDS ? value : value.substring(0, MimeLimits.MAX_WORDS);
    StringBuilder out = new StringBuilder();
    boolean broken = false;
    boolean raw = false;
    boolean afterWord = false;
    int at = 0;
    while (at < cut.length()) {
      int start = cut.indexOf("=?", at);
      int end = start < 0 ? -1 : end(cut, start);
      String plain = cut.substring(at, end < 0 ? cut.length() : start);
      raw |= isRaw(plain);
      // RFC 2047 section 6.2: white space between two words is none
      out.append(afterWord && plain.isBlank() && end >= 0 ? "" : utf8(plain));
      if (end < 0) {
        broken |= start >= 0 && plain.contains("?=");
        break;
      }
      String decoded = word(cut.substring(start + 2, end));
      broken |= decoded == null;
      out.append(decoded == null ? cut.substring(start, end + 2) : decoded);
      afterWord = decoded != null;
      at = end + 2;
    }
    return new Words(out.toString(), broken, raw);
  }

  private static boolean isRaw(String text) {
    return text.chars().anyMatch(c -> c > 126);
  }

  private static String utf8(String text) {
    return isRaw(text)
        ? new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        : text;
  }

  /// Where the `?=` of a word stands that starts here; -1 where none ends.
  private static int end(String text, int start) {
    int charset = text.indexOf('?', start + 2);
    int encoding = charset < 0 ? -1 : text.indexOf('?', charset + 1);
    return encoding < 0 ? -1 : text.indexOf("?=", encoding + 1);
  }

  /// What stands between `=?` and `?=`, decoded; null where that can't be done.
  private static @Nullable String word(String inner) {
    String[] parts = inner.split("\\?", 3);
    Charset charset = parts.length < 3 ? null : TransferEncoding.charset(language(parts[0]));
    if (charset == null || parts[1].length() != 1) {
      return null;
    }
    byte[] bytes =
        switch (parts[1].charAt(0)) {
          case 'b', 'B' -> base64(parts[2]);
          case 'q', 'Q' -> quoted(parts[2]);
          default -> null;
        };
    return bytes == null ? null : new String(bytes, charset);
  }

  /// RFC 2231 section 5: `utf-8*en`.
  private static String language(String charset) {
    int star = charset.indexOf('*');
    return star < 0 ? charset : charset.substring(0, star);
  }

  private static byte @Nullable [] base64(String text) {
    try {
      return Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte @Nullable [] quoted(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        int value =
            i + 2 < text.length()
                ? TransferEncoding.hex(text.charAt(i + 1), text.charAt(i + 2))
                : -1;
        if (value < 0) {
          return null;
        }
        out.write(value);
        i += 2;
      } else {
        out.write(c == '_' ? ' ' : c);
      }
    }
    return out.toByteArray();
  }

  /// RFC 2231 section 4: `utf-8'en'na%C3%AFve`, or a later piece without the first two.
  static String percentDecoded(String value) {
    String[] parts = value.split("'", 3);
    Charset charset = parts.length == 3 ? TransferEncoding.charset(parts[0]) : null;
    String text = parts.length == 3 ? parts[2] : value;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int hex =
          c == '%' && i + 2 < text.length()
              ? TransferEncoding.hex(text.charAt(i + 1), text.charAt(i + 2))
              : -1;
      out.write(hex < 0 ? c : hex);
      i += hex < 0 ? 0 : 2;
    }
    return out.toString(charset == null ? StandardCharsets.UTF_8 : charset);
  }
}

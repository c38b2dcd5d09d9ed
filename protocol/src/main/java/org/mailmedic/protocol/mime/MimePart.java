package org.mailmedic.protocol.mime;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.message.RawMessage;

/// One part of a message that has no parts itself.
///
/// @param header its header fields; of a message without parts the message's own
/// @param type media type, lower case; `text/plain` where none is given (RFC 2045 section 5.2)
/// @param charset lower case; null where none is given
/// @param fileName decoded; null where it has none
/// @param attached whether it says that it is an attachment
/// @param encoding transfer encoding, lower case; `7bit` where none is given
/// @param message the message that it is a part of
/// @param start, end where it lies in the message's bytes
/// @param depth how many parts it lies in; 0: it is the whole message
/// @param problems what is broken in it
public record MimePart(
    RawMessage header,
    String type,
    @Nullable String charset,
    @Nullable String fileName,
    boolean attached,
    String encoding,
    RawMessage message,
    int start,
    int end,
    int depth,
    List<Problem> problems) {

  public MimePart {
    Objects.requireNonNull(type, "type");
    problems = List.copyOf(problems);
  }

  /// What may be broken in a part.
  public enum Problem {
    /// A multipart without a boundary, or whose boundary never comes.
    NO_BOUNDARY,
    /// The last boundary of a multipart does not come: the message is cut off, mostly.
    UNCLOSED,
    /// A transfer encoding that no standard knows.
    UNKNOWN_ENCODING,
    /// Base64 with characters that are none.
    BAD_BASE64,
    /// Quoted-printable with a `=` that no two hex digits follow.
    BAD_QUOTED,
    /// A character set that nobody knows.
    UNKNOWN_CHARSET,
    /// Bytes that the character set does not have.
    BAD_CHARSET,
    /// Bytes above 127 though the encoding says 7bit.
    EIGHT_BIT,
    /// More parts, or deeper, than are read.
    TOO_MANY
  }

  /// Whether it is text for people to read and not a file.
  public boolean isBody() {
    return !attached && fileName == null && (type.equals("text/plain") || type.equals("text/html"));
  }

  byte[] bytes() {
    return message.bytes();
  }

  /// Its bytes, decoded, as far as they are read (docs/limits.md).
  public Decoded decoded() {
    return TransferEncoding.decode(this);
  }

  /// What came out of decoding.
  ///
  /// @param text as the charset has it
  /// @param problems of decoding
  public record Decoded(String text, List<Problem> problems) {
    public Decoded {
      problems = List.copyOf(problems);
    }
  }
}

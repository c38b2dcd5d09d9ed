package org.mailmedic.protocol.bounce;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.mime.MimeMessage;
import org.mailmedic.protocol.mime.MimePart;

/// What a returned message tells people, and the original that it brings back.
///
/// @param text without the original; capped
/// @param original as a part of its own or behind the text; null where there is none
record Notice(String text, @Nullable RawMessage original) {

  static Notice of(MimeMessage message) {
    return new Reader(message).read();
  }

  /// Whether a part holds a message, or the header of one (RFC 6522, RFC 6532).
  static boolean holdsMessage(MimePart part) {
    return switch (part.type()) {
      case "message/rfc822",
          "message/rfc822-headers",
          "text/rfc822-headers",
          "text/rfc822",
          "message/global",
          "message/global-headers" ->
          true;
      default -> false;
    };
  }

  /// The message that a part holds.
  static RawMessage enclosed(MimePart part) {
    return RawMessage.of(Parts.bytes(part));
  }

  private static final class Reader {
    private final MimeMessage message;
    private final StringBuilder text = new StringBuilder();
    private @Nullable RawMessage original;

    Reader(MimeMessage message) {
      this.message = message;
    }

    Notice read() {
      String page = null;
      boolean plain = false;
      for (MimePart part : message.parts()) {
        if (text.length() > BounceLimits.MAX_NOTICE || original != null) {
          break;
        }
        if (holdsMessage(part)) {
          original = enclosed(part);
        } else if (part.depth() > 0 && isHeaderOfMessage(part.header())) {
          original = RawMessage.of(Parts.withHeader(part));
        } else if (part.type().equals("text/html")) {
          page = page == null ? HtmlLines.of(Parts.text(part)) : page;
        } else if (part.type().startsWith("text/")
            || part.type().startsWith("multipart/")
            || part.depth() == 0) {
          add(Parts.text(part));
          plain |= !text.toString().isBlank();
        }
      }
      if (!plain && page != null) {
        add(page);
      }
      return new Notice(text.toString(), original);
    }

    private void add(String more) {
      int cut = Math.min(more.length(), BounceLimits.MAX_NOTICE);
      String part = more.substring(0, cut);
      int start = Original.startsAt(part);
      if (start >= 0 && original == null) {
        original = Original.from(part.substring(start));
      }
      text.append(part, 0, start < 0 ? cut : start).append("\n\n");
    }

    /// A part whose own header is the original's: the boundary stands where an empty line should.
    private static boolean isHeaderOfMessage(RawMessage header) {
      return Header.has(header, "Received")
          && (Header.has(header, "From") || Header.has(header, "Message-ID"));
    }
  }

  /// Where the original begins in a text.
  static final class Original {
    private static final List<String> MARKS =
        List.of(
            "original message",
            "original mail",
            "unsent message",
            "returned message",
            "undelivered message",
            "copy of the message",
            "copy of your message",
            "message header",
            "message headers",
            "header of the original",
            "header of your message",
            "message follows",
            "message body",
            "mail header",
            "returned mail follows",
            "message text follows",
            "start of returned",
            "ursprüngliche nachricht",
            "message original",
            "wiadomość oryginalna",
            "oryginalna wiadomość",
            "原文");

    private static final int MAX_MARK_LINE = 120;

    /// Places that are looked at as a header.
    private static final int MAX_TRIED = 50;

    private Original() {}

    /// -1 where there is none.
    static int startsAt(String text) {
      int at = 0;
      boolean told = false;
      int tried = 0;
      while (at < text.length()) {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        String line = text.substring(at, Math.min(end, at + MAX_MARK_LINE + 1)).strip();
        if ((told && isMark(line))
            || (isField(line)
                && startsLikeHeader(text, at)
                && tried++ < MAX_TRIED
                && isHeader(text, at))) {
          return at;
        }
        told |= !line.isEmpty();
        at = end + 1;
      }
      return -1;
    }

    private static boolean isMark(String line) {
      if (line.length() < 8 || line.length() > MAX_MARK_LINE) {
        return false;
      }
      char first = line.charAt(0);
      boolean drawn =
          (first == '-' || first == '=' || first == '*' || first == '_') && line.charAt(1) == first;
      char last = line.charAt(line.length() - 1);
      if (!drawn && last != ':' && last != '.' && last != '-') {
        return false;
      }
      String low = line.toLowerCase(Locale.ROOT);
      for (String mark : MARKS) {
        int found = low.indexOf(mark);
        if (found >= 0 && (drawn || begins(low, found, mark))) {
          return true;
        }
      }
      return false;
    }

    /// A sentence that only says that the original follows.
    private static boolean begins(String line, int found, String mark) {
      boolean first = found == 0 || line.startsWith("the ") || line.startsWith("your ");
      String rest = line.substring(found + mark.length());
      boolean follows = rest.contains("follow") || rest.contains("below") || rest.length() <= 2;
      return (first && found <= 20 && follows) || line.startsWith("below this line");
    }

    private static boolean isField(String line) {
      int colon = line.indexOf(':');
      int space = line.indexOf(' ');
      return colon > 1 && colon < 40 && (space < 0 || space > colon);
    }

    /// Whether a message's header begins here: fields that only a message has.
    private static boolean isHeader(String text, int at) {
      RawMessage header = from(text.substring(at, Math.min(text.length(), at + 16_384)));
      boolean travelled =
          Header.has(header, "Received")
              || Header.has(header, "Return-Path")
              || Header.has(header, "Message-ID");
      int usual = 0;
      for (String name : List.of("From", "To", "Subject", "Date", "MIME-Version")) {
        usual += Header.has(header, name) ? 1 : 0;
      }
      return travelled && usual >= 2;
    }

    private static boolean startsLikeHeader(String text, int at) {
      for (String name :
          List.of(
              "received:",
              "return-path:",
              "message-id:",
              "from:",
              "to:",
              "date:",
              "subject:",
              "x-",
              "dkim-",
              "domainkey-",
              "delivered-to:",
              "mime-version:",
              "content-",
              "reply-to:",
              "sender:",
              "authentication-results:")) {
        if (text.regionMatches(true, at, name, 0, name.length())) {
          return true;
        }
      }
      return false;
    }

    /// The original in a text that begins with or before its header.
    static RawMessage from(String text) {
      int at = 0;
      while (at < text.length() && !startsLikeHeader(text, at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
      }
      return RawMessage.of(text.substring(at).getBytes(StandardCharsets.UTF_8));
    }
  }
}

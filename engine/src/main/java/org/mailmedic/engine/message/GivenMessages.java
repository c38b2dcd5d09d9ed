package org.mailmedic.engine.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.GivenMessage;
import org.mailmedic.protocol.dkim.DkimSignature;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.mime.HtmlText;
import org.mailmedic.protocol.mime.MimeMessage;
import org.mailmedic.protocol.mime.MimePart;
import org.mailmedic.protocol.mime.Words;
import org.mailmedic.protocol.received.MessageDate;
import org.mailmedic.protocol.received.ReceivedField;

/// Messages as evidence.
public final class GivenMessages {
  /// Fields that belong into a message once at most (RFC 5322 section 3.6), and those of MIME.
  private static final List<String> SINGLE =
      List.of(
          "Date",
          "From",
          "Sender",
          "Reply-To",
          "To",
          "Cc",
          "Message-ID",
          "In-Reply-To",
          "References",
          "Subject",
          "MIME-Version",
          "Content-Type",
          "Content-Transfer-Encoding");

  /// Characters of a text that are kept; parts that are kept (docs/limits.md).
  private static final int MAX_TEXT = 300;

  private static final int MAX_PARTS = 50;

  private GivenMessages() {}

  /// The message that was sent: the one inside a message that came back, or the message itself.
  public static Sent sent(byte[] bytes) {
    MimeMessage given = MimeMessage.of(bytes);
    RawMessage enclosed = isReturned(given) ? given.enclosed() : null;
    return enclosed == null ? new Sent(given.raw(), false) : new Sent(enclosed, true);
  }

  /// A message that was sent.
  ///
  /// @param enclosed whether it came inside one that came back
  public record Sent(RawMessage message, boolean enclosed) {}

  /// Whether a message is one that came back with the one that was sent inside it.
  static boolean isReturned(MimeMessage given) {
    String type = field(given.raw(), "Content-Type").toLowerCase(Locale.ROOT);
    boolean report = type.startsWith("multipart/report");
    return (report || isFromSystem(given.raw())) && given.enclosed() != null;
  }

  /// Whether a mail system wrote a message by itself (RFC 3464 section 2, RFC 3834).
  static boolean isFromSystem(RawMessage message) {
    String from = field(message, "From").toLowerCase(Locale.ROOT);
    String path = field(message, "Return-Path");
    return path.strip().equals("<>")
        || from.contains("mailer-daemon")
        || from.contains("postmaster@")
        || from.contains("mail delivery");
  }

  /// Whether a mail system wrote it, and nothing of a message that was sent is in it.
  public static boolean isNotice(byte[] bytes) {
    MimeMessage given = MimeMessage.of(bytes);
    String type = field(given.raw(), "Content-Type").toLowerCase(Locale.ROOT);
    boolean system = type.startsWith("multipart/report") || isFromSystem(given.raw());
    return system && given.enclosed() == null;
  }

  /// The domain of the From address, lower case; null where there is none.
  public static @Nullable String fromDomain(RawMessage message) {
    return domain(address(field(message, "From")));
  }

  /// What a filter looks at in the message that was sent.
  public static GivenMessage read(byte[] bytes) {
    Sent sent = sent(bytes);
    return read(sent.message(), sent.enclosed());
  }

  static GivenMessage read(RawMessage sent, boolean enclosed) {
    MimeMessage message = MimeMessage.of(sent);
    Body body = new Body(message);
    Lines lines = Lines.of(sent.bytes());
    List<Instant> times = received(sent);
    MessageDate date = MessageDate.parse(field(sent, "Date"));
    return new GivenMessage(
        enclosed,
        sent.bodyLength() > 0 && lines.bodyHasText(sent.bodyStart()),
        address(field(sent, "From")),
        sent.all("Subject").isEmpty() ? null : cut(Words.decode(field(sent, "Subject")).text()),
        date == null ? null : date.instant(),
        times.isEmpty() ? null : times.getLast(),
        sent.all("Received").size(),
        counts(sent),
        named(sent, true),
        named(sent, false),
        lines.longest,
        lines.bare,
        body.parts,
        body.textLetters,
        body.htmlLetters,
        body.images,
        body.links,
        body.active,
        signers(sent));
  }

  /// A field's value on one line; empty where it is not there.
  static String field(RawMessage message, String name) {
    List<RawField> fields = message.all(name);
    return fields.isEmpty() ? "" : fields.getFirst().unfolded();
  }

  /// When each server took it, as far as that can be read, the newest first.
  private static List<Instant> received(RawMessage message) {
    List<Instant> times = new ArrayList<>();
    for (RawField field : message.all("Received")) {
      MessageDate date = ReceivedField.parse(field.value()).date();
      if (date != null) {
        times.add(date.instant());
      }
    }
    return times;
  }

  private static List<GivenMessage.Count> counts(RawMessage message) {
    List<GivenMessage.Count> counts = new ArrayList<>();
    for (String name : SINGLE) {
      int times = message.all(name).size();
      if (times > 0) {
        counts.add(new GivenMessage.Count(name, times));
      }
    }
    return counts;
  }

  /// Names of fields whose words are not as they should be.
  private static List<String> named(RawMessage message, boolean raw) {
    List<String> names = new ArrayList<>();
    for (RawField field : message.fields()) {
      Words words = Words.decode(field.unfolded());
      boolean utf8 = words.text().indexOf('\ufffd') < 0; // RFC 6532 allows it
      boolean wrong = raw ? words.raw() && !utf8 : words.broken();
      if (wrong && !names.contains(field.name()) && names.size() < MAX_PARTS) {
        names.add(cut(field.name()));
      }
    }
    return names;
  }

  private static List<String> signers(RawMessage message) {
    List<String> domains = new ArrayList<>();
    for (RawField field : message.all("DKIM-Signature")) {
      String domain = DkimSignature.parse(field).domain();
      if (domain != null && domains.size() < MAX_PARTS) {
        domains.add(domain);
      }
    }
    return domains;
  }

  /// The first address of a field, lower case; null where there is none.
  static @Nullable String address(String field) {
    int open = field.lastIndexOf('<');
    int close = field.indexOf('>', open + 1);
    String inner = open >= 0 && close > 0 ? field.substring(open + 1, close) : field;
    for (String word : inner.split("[\\s,;\"]+", 50)) {
      int at = word.indexOf('@');
      if (at > 0 && at < word.length() - 1) {
        return cut(word.toLowerCase(Locale.ROOT));
      }
    }
    return null;
  }

  /// The part of an address behind the `@`; null where there is none.
  static @Nullable String domain(@Nullable String address) {
    return address == null ? null : address.substring(address.lastIndexOf('@') + 1);
  }

  static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  /// The lines of a message.
  private static final class Lines {
    final int longest;
    final int bare;
    private final byte[] bytes;

    private Lines(byte[] bytes, int longest, int bare) {
      this.bytes = bytes;
      this.longest = longest;
      this.bare = bare;
    }

    static Lines of(byte[] bytes) {
      int longest = 0;
      int start = 0;
      int bare = 0;
      int whole = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          boolean crlf = i > start && bytes[i - 1] == '\r';
          longest = Math.max(longest, i - start - (crlf ? 1 : 0));
          whole += crlf ? 1 : 0;
          bare += crlf ? 0 : 1;
          start = i + 1;
        }
      }
      longest = Math.max(longest, bytes.length - start);
      // A file whose lines all end with LF was saved so; it did not travel so.
      return new Lines(bytes, longest, whole > bare ? bare : 0);
    }

    boolean bodyHasText(int from) {
      for (int i = from; i < bytes.length; i++) {
        if (bytes[i] > ' ' || bytes[i] < 0) {
          return true;
        }
      }
      return false;
    }
  }

  /// What the parts hold.
  private static final class Body {
    final List<GivenMessage.Part> parts = new ArrayList<>();
    int textLetters;
    int htmlLetters;
    int images;
    final List<GivenMessage.Link> links = new ArrayList<>();
    final List<String> active = new ArrayList<>();

    Body(MimeMessage message) {
      for (MimePart part : message.parts()) {
        List<String> problems = new ArrayList<>();
        part.problems().forEach(problem -> add(problems, problem));
        if (part.isBody()) {
          MimePart.Decoded decoded = part.decoded();
          decoded.problems().forEach(problem -> add(problems, problem));
          text(part, decoded.text());
        }
        String name = part.fileName();
        if (parts.size() < MAX_PARTS) {
          parts.add(
              new GivenMessage.Part(
                  cut(part.type()),
                  name == null ? null : cut(name),
                  part.end() - part.start(),
                  problems));
        }
      }
    }

    private static void add(List<String> problems, MimePart.Problem problem) {
      problems.add(problem.name().toLowerCase(Locale.ROOT));
    }

    private void text(MimePart part, String text) {
      if (!part.type().equals("text/html")) {
        textLetters += (int) text.chars().filter(Character::isLetterOrDigit).count();
        return;
      }
      HtmlText page = HtmlText.of(text);
      htmlLetters += page.letters();
      images += page.images();
      page.links().forEach(link -> links.add(new GivenMessage.Link(link.target(), link.text())));
      page.active().stream().filter(name -> !active.contains(name)).forEach(active::add);
    }
  }

  /// The bytes of a text in which each byte is one character.
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

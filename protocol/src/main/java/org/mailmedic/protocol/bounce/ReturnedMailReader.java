package org.mailmedic.protocol.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.bounce.ReturnedMail.Kind;
import org.mailmedic.protocol.bounce.ReturnedMail.Recipient;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.mime.MimeMessage;
import org.mailmedic.protocol.mime.MimePart;
import org.mailmedic.protocol.reply.FoundReply;
import org.mailmedic.protocol.reply.Reply;
import org.mailmedic.protocol.reply.ReplyReader;

/// The one reader of returned messages: reports (RFC 3464, RFC 6533), receipts (RFC 8098),
/// complaints (RFC 5965), absence notes (RFC 3834), and what mail servers write for people. Never
/// fails, and makes nothing up: a code that the message does not have is none.
public final class ReturnedMailReader {
  /// Fields that every message has some of.
  private static final Set<String> USUAL =
      Set.of(
          "from",
          "to",
          "subject",
          "date",
          "received",
          "message-id",
          "return-path",
          "mime-version",
          "content-type",
          "delivered-to",
          "reply-to");

  private static final String[] STATUS = {
    "message/delivery-status", "message/global-delivery-status"
  };

  private static final String[] DISPOSITION = {
    "message/disposition-notification", "message/global-disposition-notification"
  };

  private ReturnedMailReader() {}

  /// Whether the bytes are a message, and no text that somebody pasted: its header has at least two
  /// of the usual fields.
  public static boolean isMessage(byte[] bytes) {
    int usual = 0;
    for (RawField field : RawMessage.of(lineFeeds(bytes)).fields()) {
      usual += USUAL.contains(field.name().toLowerCase(Locale.ROOT)) ? 1 : 0;
    }
    return usual >= 2;
  }

  /// Reads a message. Lines may end in CRLF, LF, or CR alone.
  public static ReturnedMail read(byte[] bytes) {
    return read(MimeMessage.of(lineFeeds(bytes)), 0);
  }

  /// Lines that end with CR alone, as old Macs have them, end with LF.
  private static byte[] lineFeeds(byte[] bytes) {
    int returns = 0;
    for (byte each : bytes) {
      if (each == '\n') {
        return bytes;
      }
      returns += each == '\r' ? 1 : 0;
    }
    if (returns == 0) {
      return bytes;
    }
    byte[] changed = bytes.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = changed[i] == '\r' ? (byte) '\n' : changed[i];
    }
    return changed;
  }

  private static ReturnedMail read(MimeMessage message, int depth) {
    MimePart feedback = Parts.first(message.parts(), "message/feedback-report");
    if (feedback != null) {
      return feedback(message, feedback);
    }
    if (isOldComplaint(message)) {
      return complaint(message);
    }
    MimePart disposition = Parts.first(message.parts(), DISPOSITION);
    if (disposition != null) {
      return disposition(message, disposition);
    }
    Notice notice = Notice.of(message);
    ReturnedMail report = report(message, notice);
    if (report != null) {
      return report;
    }
    ReturnedMail told = TextNotice.read(message, notice);
    if (told != null) {
      ReturnedMail inside = namesNobody(told) ? inside(notice, depth) : null;
      return inside == null ? told : inside;
    }
    if (Signs.automatic(message.raw())
        || (Signs.absence(subject(message)) && Signs.answers(message.raw()))) {
      return absence(message, notice);
    }
    return forwarded(message, depth);
  }

  private static boolean namesNobody(ReturnedMail mail) {
    return mail.recipients().stream().allMatch(recipient -> recipient.address() == null);
  }

  /// A returned message that another one brings back, as a gateway's covering letter; null where
  /// there is none.
  private static @Nullable ReturnedMail inside(Notice notice, int depth) {
    RawMessage original = notice.original();
    if (original == null || depth >= BounceLimits.MAX_FORWARDS) {
      return null;
    }
    ReturnedMail inside = read(MimeMessage.of(original), depth + 1);
    return inside.kind().isBounce() ? inside : null;
  }

  static String subject(MimeMessage message) {
    return Header.decoded(message.raw(), "Subject");
  }

  /// A message that somebody sends on whole.
  private static ReturnedMail forwarded(MimeMessage message, int depth) {
    if (depth < BounceLimits.MAX_FORWARDS) {
      for (MimePart part : message.parts()) {
        if (part.type().equals("message/rfc822") || part.type().equals("message/global")) {
          ReturnedMail inside = read(MimeMessage.of(Parts.bytes(part)), depth + 1);
          if (inside.kind() != Kind.NONE) {
            return inside;
          }
        }
      }
    }
    return ReturnedMail.none(subject(message));
  }

  private static @Nullable ReturnedMail report(MimeMessage message, Notice notice) {
    List<Recipient> recipients = new ArrayList<>();
    String server = null;
    for (MimePart part : message.parts()) {
      boolean status = part.type().equals(STATUS[0]) || part.type().equals(STATUS[1]);
      if (status && recipients.size() < BounceLimits.MAX_RECIPIENTS) {
        DeliveryReport report = new DeliveryReport(ReportFields.parse(Parts.text(part)), notice);
        server = server == null ? report.reportingServer() : server;
        recipients.addAll(report.recipients());
      }
    }
    return recipients.isEmpty()
        ? null
        : new ReturnedMail(
            whole(recipients),
            recipients,
            server,
            subject(message),
            notice.text(),
            notice.original());
  }

  /// The worst that is said of any recipient.
  static Kind whole(List<Recipient> recipients) {
    Kind worst = Kind.DELIVERED;
    for (Recipient recipient : recipients) {
      worst = recipient.kind().compareTo(worst) < 0 ? recipient.kind() : worst;
    }
    return worst;
  }

  private static ReturnedMail feedback(MimeMessage message, MimePart part) {
    Notice notice = Notice.of(message);
    ReportFields fields = ReportFields.parse(Parts.text(part));
    List<String> addresses = new ArrayList<>();
    for (String name : List.of("original-rcpt-to", "removal-recipient")) {
      for (String value : fields.all(name)) {
        String address = DeliveryReport.address(value);
        boolean wanted = addresses.isEmpty() || name.equals("original-rcpt-to");
        if (!address.isEmpty() && wanted) {
          addresses.add(address);
        }
      }
    }
    RawMessage original = notice.original();
    if (addresses.isEmpty() && original != null) {
      addresses.addAll(Header.addresses(original, "To"));
    }
    return notice(
        Kind.FEEDBACK,
        addresses,
        DeliveryReport.name(fields.value("reporting-mta")),
        message,
        notice,
        DeliveryReport.word(fields.value("feedback-type")));
  }

  private static final String COMPLAINT = "X-HmXmrOriginalRecipient";

  /// Hotmail's complaints: the message with its recipient in a field, and no report.
  private static boolean isOldComplaint(MimeMessage message) {
    RawMessage inside = message.parts().size() == 1 ? message.enclosed() : null;
    return inside != null && Header.has(inside, COMPLAINT);
  }

  private static ReturnedMail complaint(MimeMessage message) {
    Notice notice = Notice.of(message);
    RawMessage original = notice.original();
    List<String> whom = original == null ? List.of() : Header.addresses(original, COMPLAINT);
    return notice(Kind.FEEDBACK, whom, null, message, notice, null);
  }

  private static ReturnedMail disposition(MimeMessage message, MimePart part) {
    Notice notice = Notice.of(message);
    ReportFields fields = ReportFields.parse(Parts.text(part));
    String address = DeliveryReport.address(fields.value("final-recipient"));
    String mode = fields.value("disposition");
    String done = DeliveryReport.word(mode.substring(mode.lastIndexOf(';') + 1));
    boolean failed = done != null && (done.equals("failed") || done.equals("error"));
    return notice(
        failed ? Kind.BOUNCE : Kind.DELIVERED,
        address.isEmpty() ? List.of() : List.of(address),
        DeliveryReport.name(fields.value("reporting-ua")),
        message,
        notice,
        done);
  }

  private static ReturnedMail absence(MimeMessage message, Notice notice) {
    List<String> from = Header.addresses(message.raw(), "From");
    return notice(
        Kind.AUTOREPLY,
        from.isEmpty() ? List.of() : from.subList(0, 1),
        null,
        message,
        notice,
        null);
  }

  /// A notice that has no codes. Where nobody is named, it is for one recipient all the same.
  private static ReturnedMail notice(
      Kind kind,
      List<String> addresses,
      @Nullable String server,
      MimeMessage message,
      Notice notice,
      @Nullable String action) {
    List<Recipient> recipients = new ArrayList<>();
    for (String address : addresses) {
      recipients.add(silent(kind, address, action));
    }
    if (recipients.isEmpty()) {
      recipients.add(silent(kind, null, action));
    }
    return new ReturnedMail(
        kind, recipients, server, subject(message), notice.text(), notice.original());
  }

  private static Recipient silent(Kind kind, @Nullable String address, @Nullable String action) {
    return new Recipient(
        kind, address, null, action, null, new Reply(0, null, ""), null, false, "");
  }

  /// The one server that a text's replies name; null where they name none.
  static @Nullable String remote(String words) {
    List<FoundReply> found = ReplyReader.readAll(words).replies();
    return found.isEmpty() ? null : found.getFirst().remoteServer();
  }
}

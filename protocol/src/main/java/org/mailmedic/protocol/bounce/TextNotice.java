package org.mailmedic.protocol.bounce;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.bounce.NamedRecipients.Named;
import org.mailmedic.protocol.bounce.ReturnedMail.Kind;
import org.mailmedic.protocol.bounce.ReturnedMail.Recipient;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.mime.MimeMessage;
import org.mailmedic.protocol.reply.FoundReply;
import org.mailmedic.protocol.reply.Reply;

/// A returned message without a report that machines can read: Exim's, qmail's and many others'
/// texts for people.
final class TextNotice {
  private static final String FAILED = "X-Failed-Recipients";

  private static final List<String> REPORT_FIELDS =
      List.of("reporting-mta:", "original-recipient:", "final-recipient:");

  private final MimeMessage message;
  private final RawMessage header;
  private final Notice notice;
  private final NamedRecipients named;
  private final List<String> senders;

  private TextNotice(MimeMessage message, Notice notice) {
    this.message = message;
    this.header = message.raw();
    this.notice = notice;
    this.named = new NamedRecipients(notice.text());
    this.senders = senders(header, notice);
  }

  /// What such a message says; null where it is none.
  static @Nullable ReturnedMail read(MimeMessage message, Notice notice) {
    if (!mayBe(message, notice)) {
      return null;
    }
    return new TextNotice(message, notice).read();
  }

  /// Whether a mail system sends something back: who wrote it and what it says have to agree, since
  /// people quote such texts.
  private static boolean mayBe(MimeMessage message, Notice notice) {
    RawMessage header = message.raw();
    if (Header.has(header, FAILED)) {
      return true;
    }
    String subject = ReturnedMailReader.subject(message);
    boolean daemon = Signs.fromDaemon(header);
    boolean answer = daemon || Signs.emptyReturnPath(header) || isReport(header);
    if (!answer || (!daemon && Signs.absence(subject))) {
      return false;
    }
    return Signs.failure(subject) || Signs.failure(notice.text()) || hasRefusal(notice.text());
  }

  private static boolean isReport(RawMessage header) {
    return Header.value(header, "Content-Type")
        .toLowerCase(java.util.Locale.ROOT)
        .startsWith("multipart/report");
  }

  private static boolean hasRefusal(String text) {
    for (FoundReply found : org.mailmedic.protocol.reply.ReplyReader.readAll(text).replies()) {
      if (found.reply().code() >= 400 || found.reply().enhanced() != null) {
        return true;
      }
    }
    return false;
  }

  private ReturnedMail read() {
    ReturnedMail report = inline();
    return report == null ? ofLines() : report;
  }

  /// A report whose fields stand among the words for people.
  private @Nullable ReturnedMail inline() {
    int start = reportStart();
    if (start < 0) {
      return null;
    }
    Notice before = new Notice(notice.text().substring(0, start), notice.original());
    DeliveryReport report =
        new DeliveryReport(ReportFields.parse(notice.text().substring(start)), before);
    List<Recipient> recipients = report.recipients();
    return recipients.isEmpty()
        ? null
        : new ReturnedMail(
            ReturnedMailReader.whole(recipients),
            recipients,
            report.reportingServer(),
            ReturnedMailReader.subject(message),
            notice.text(),
            notice.original());
  }

  private int reportStart() {
    String text = notice.text();
    for (int at = 0; at >= 0 && at < text.length(); at = nextLine(text, at)) {
      for (String name : REPORT_FIELDS) {
        if (text.regionMatches(true, at, name, 0, name.length())) {
          return at;
        }
      }
    }
    return -1;
  }

  private static int nextLine(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? -1 : end + 1;
  }

  private ReturnedMail ofLines() {
    Kind kind = kind();
    List<Named> whom = whom();
    List<Recipient> recipients = new ArrayList<>();
    for (Named each : whom) {
      recipients.add(recipient(kind, each.address(), named.reply(each, whom.size() == 1)));
    }
    if (recipients.isEmpty()) {
      named
          .replies()
          .replies()
          .forEach(found -> recipients.add(recipient(kind, other(found.recipient()), found)));
    }
    if (recipients.isEmpty()) {
      recipients.add(recipient(kind, null, silent()));
    }
    return new ReturnedMail(
        kind,
        recipients,
        null,
        ReturnedMailReader.subject(message),
        notice.text(),
        notice.original());
  }

  /// An address that is neither the sender's own nor a helper's; null otherwise.
  private @Nullable String other(@Nullable String address) {
    boolean own =
        address == null
            || Addresses.contains(senders, address)
            || NamedRecipients.isHelper(address);
    return own ? null : address;
  }

  private FoundReply silent() {
    return new FoundReply(new Reply(0, null, ""), null, null, notice.text());
  }

  private Kind kind() {
    String subject = ReturnedMailReader.subject(message);
    boolean late = Signs.delay(subject) || Signs.delay(notice.text());
    boolean refused =
        named.replies().replies().stream().anyMatch(found -> found.reply().code() / 100 == 5);
    return late && !refused ? Kind.DELAYED : Kind.BOUNCE;
  }

  /// The recipients by whatever names them best: the field that Exim and Gmail write, the
  /// beginnings of lines, the replies, any place in the text, the original's own field.
  private List<Named> whom() {
    List<Named> lines = named.atLineStart(senders);
    List<String> failed = Header.addresses(header, FAILED);
    if (!failed.isEmpty()) {
      return failed.stream()
          .limit(BounceLimits.MAX_NAMED)
          .map(address -> among(lines, address))
          .toList();
    }
    if (!lines.isEmpty()) {
      return lines;
    }
    List<Named> said = said();
    if (!said.isEmpty()) {
      return said;
    }
    List<Named> anywhere = named.anywhere(senders);
    if (!anywhere.isEmpty()) {
      return anywhere;
    }
    return ofOriginal();
  }

  private Named among(List<Named> lines, String address) {
    for (Named each : lines) {
      if (each.address().equalsIgnoreCase(address)) {
        return each;
      }
    }
    return new Named(address, "", NamedRecipients.cut(notice.text()));
  }

  private List<Named> said() {
    List<Named> said = new ArrayList<>();
    for (FoundReply found : named.replies().replies()) {
      String address = found.recipient();
      if (address != null
          && other(address) != null
          && said.stream().noneMatch(s -> s.address().equalsIgnoreCase(address))) {
        said.add(new Named(address, "", found.context()));
      }
    }
    return said;
  }

  private List<Named> ofOriginal() {
    RawMessage original = notice.original();
    List<String> to = original == null ? List.of() : Header.addresses(original, "To");
    return to.size() == 1 ? List.of(new Named(to.getFirst(), "", notice.text())) : List.of();
  }

  /// Whom the notice was sent to, and who wrote it.
  private static List<String> senders(RawMessage header, Notice notice) {
    List<String> senders = new ArrayList<>(Header.addresses(header, "To"));
    senders.addAll(Header.addresses(header, "From"));
    RawMessage original = notice.original();
    if (original != null) {
      senders.addAll(Header.addresses(original, "From"));
      senders.removeAll(Header.addresses(original, "To"));
    }
    return senders;
  }

  /// Exim's words for programs and files that stand for a recipient.
  static boolean isProgram(@Nullable String address, String context) {
    boolean path = address != null && (address.startsWith("|") || address.startsWith("/"));
    return path || context.contains("pipe to |") || context.contains("unknown mailer error");
  }

  private static Recipient recipient(Kind kind, @Nullable String address, FoundReply found) {
    return new Recipient(
        kind,
        address,
        null,
        null,
        null,
        found.reply(),
        found.remoteServer(),
        isProgram(address, found.context()),
        found.context());
  }
}

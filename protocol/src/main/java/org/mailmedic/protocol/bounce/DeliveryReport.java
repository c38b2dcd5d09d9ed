package org.mailmedic.protocol.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.bounce.ReturnedMail.Kind;
import org.mailmedic.protocol.bounce.ReturnedMail.Recipient;
import org.mailmedic.protocol.reply.FoundReply;
import org.mailmedic.protocol.reply.Reply;
import org.mailmedic.protocol.reply.ReplyReader;

/// The recipients of a delivery report (RFC 3464 section 2.3). Where its words have no code, those
/// for people that stand beside it are read too.
final class DeliveryReport {
  private final ReportFields fields;
  private final Notice notice;
  private @Nullable NamedRecipients named;

  DeliveryReport(ReportFields fields, Notice notice) {
    this.fields = fields;
    this.notice = notice;
  }

  @Nullable String reportingServer() {
    return name(fields.value("reporting-mta"));
  }

  List<Recipient> recipients() {
    List<Recipient> recipients = new ArrayList<>();
    List<Map<String, List<String>>> groups = new ArrayList<>();
    for (Map<String, List<String>> group : fields.groups()) {
      if (isRecipient(group) && groups.size() < BounceLimits.MAX_RECIPIENTS) {
        groups.add(group);
      }
    }
    for (Map<String, List<String>> group : groups) {
      recipients.add(recipient(group, groups.size() == 1));
    }
    return recipients;
  }

  private static boolean isRecipient(Map<String, List<String>> group) {
    return group.containsKey("final-recipient")
        || (group.containsKey("original-recipient")
            && (group.containsKey("action") || group.containsKey("status")));
  }

  private Recipient recipient(Map<String, List<String>> group, boolean alone) {
    String last = address(ReportFields.value(group, "final-recipient"));
    String first = address(ReportFields.value(group, "original-recipient"));
    String actual = address(ReportFields.value(group, "x-actual-recipient"));
    String address = last.indexOf('@') > 0 ? last : firstOf(actual, first, last);
    String status = status(ReportFields.value(group, "status"));
    String action = word(ReportFields.value(group, "action"));
    String diagnostic = ReportFields.value(group, "diagnostic-code");
    String remote = name(ReportFields.value(group, "remote-mta"));
    Kind kind = kind(action, status);
    FoundReply said = said(diagnostic, address, alone, kind, status);
    Reply reply = said.reply();
    if (reply.enhanced() == null && status != null) {
      reply = new Reply(reply.code(), status, reply.text());
    }
    return new Recipient(
        kind,
        address.isEmpty() ? null : address,
        first.isEmpty() || first.equalsIgnoreCase(address) ? null : first,
        action,
        status,
        reply,
        remote == null ? said.remoteServer() : remote,
        said.context());
  }

  private static String firstOf(String... addresses) {
    for (String address : addresses) {
      if (address.indexOf('@') > 0) {
        return address;
      }
    }
    for (String address : addresses) {
      if (!address.isEmpty()) {
        return address;
      }
    }
    return "";
  }

  static Kind kind(@Nullable String action, @Nullable String status) {
    if (action == null) {
      return status != null && status.charAt(0) == '2' ? Kind.DELIVERED : Kind.BOUNCE;
    }
    return switch (action) {
      case "delayed" -> Kind.DELAYED;
      case "delivered", "relayed", "expanded" -> Kind.DELIVERED;
      default -> Kind.BOUNCE;
    };
  }

  /// The report's own words; those for people where these have no code and no sense.
  private FoundReply said(
      String diagnostic, String address, boolean alone, Kind kind, @Nullable String status) {
    String words = ReportFields.typed(diagnostic);
    Reply own = words.isEmpty() ? new Reply(0, null, "") : ReplyReader.read(words);
    if (own.code() > 0 || kind == Kind.DELIVERED) {
      return new FoundReply(own, address, server(words), diagnostic);
    }
    NamedRecipients people = people();
    NamedRecipients.Named whom = find(people, address);
    FoundReply beside =
        people.reply(
            whom == null ? new NamedRecipients.Named(address, "", notice.text()) : whom, alone);
    boolean fits = status == null || beside.reply().code() / 100 == status.charAt(0) - '0';
    boolean told = beside.reply().code() > 0 && fits && (whom != null || alone);
    String context = words + "\n" + (whom == null && !alone ? "" : beside.context());
    if (told) {
      return new FoundReply(beside.reply(), address, beside.remoteServer(), context);
    }
    if (words.isEmpty() && whom != null) {
      return new FoundReply(
          new Reply(0, null, oneLine(whom.near())), address, beside.remoteServer(), context);
    }
    return new FoundReply(own, address, server(words), context);
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= ReplyReader.MAX_REPLY ? line : line.substring(0, ReplyReader.MAX_REPLY);
  }

  private NamedRecipients people() {
    if (named == null) {
      named = new NamedRecipients(notice.text());
    }
    return named;
  }

  private static NamedRecipients.@Nullable Named find(NamedRecipients people, String address) {
    for (NamedRecipients.Named each : people.atLineStart(List.of())) {
      if (each.address().equalsIgnoreCase(address)) {
        return each;
      }
    }
    return null;
  }

  private static @Nullable String server(String words) {
    if (words.isEmpty()) {
      return null;
    }
    List<FoundReply> found = ReplyReader.readAll(words).replies();
    return found.isEmpty() ? null : found.getFirst().remoteServer();
  }

  /// The code in a status field, which may have a remark behind it; null where there is none.
  static @Nullable String status(String value) {
    String status = ReplyReader.read(value).enhanced();
    return status != null && value.startsWith(status) ? status : null;
  }

  static String address(String value) {
    Addresses.Found found = Addresses.first(value, 0);
    if (found != null) {
      return found.address();
    }
    String typed = ReportFields.typed(value).replaceAll("[<>\\s]", "");
    return typed.length() <= ReplyReader.MAX_NAME ? typed : "";
  }

  static @Nullable String word(String value) {
    String word = value.strip().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < word.length() && Character.isLetter(word.charAt(end))) {
      end++;
    }
    return end == 0 ? null : word.substring(0, end);
  }

  /// A server's name; null where there is none.
  static @Nullable String name(String value) {
    String name = ReportFields.typed(value);
    int space = name.indexOf(' ');
    name = space > 0 ? name.substring(0, space) : name;
    return name.isEmpty() || name.length() > ReplyReader.MAX_NAME ? null : name;
  }
}

package org.mailmedic.protocol.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The groups of a delivery report (RFC 3464) that tell of a failure or a delay.
final class Report {
  private static final int MAX_FIELD_NAME = 40;

  private final List<FoundReply> found = new ArrayList<>();
  private final Map<String, String> fields = new HashMap<>();
  private @Nullable String reporting;
  private String last = "";

  /// Reads the report in a text; empty where there is none.
  static Optional<ReadReplies> read(List<String> lines) {
    Report report = new Report();
    lines.forEach(report::line);
    report.endOfGroup();
    return report.found.isEmpty()
        ? Optional.empty()
        : Optional.of(new ReadReplies(true, report.reporting, report.found));
  }

  private void line(String line) {
    if (line.isBlank()) {
      endOfGroup();
      return;
    }
    if (line.charAt(0) <= ' ') {
      String before = fields.get(last);
      if (before != null && before.length() < ReplyReader.MAX_REPLY) {
        fields.put(last, cut(before + " " + line.strip(), ReplyReader.MAX_REPLY));
      }
      return;
    }
    int colon = line.indexOf(':');
    if (colon < 4
        || colon > MAX_FIELD_NAME
        || (line.indexOf(' ') < colon && line.indexOf(' ') >= 0)) {
      last = "";
      return;
    }
    last = line.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = cut(line.substring(colon + 1).strip(), ReplyReader.MAX_REPLY);
    if (fields.size() < 50) {
      fields.put(last, value);
    }
    if (last.equals("reporting-mta")) {
      reporting = name(value);
    }
  }

  private void endOfGroup() {
    String recipient = fields.get("final-recipient");
    if (recipient != null && found.size() < ReplyReader.MAX_REPLIES) {
      String action = fields.getOrDefault("action", "failed").toLowerCase(Locale.ROOT);
      if (action.startsWith("failed") || action.startsWith("delayed")) {
        found.add(reply(fields.getOrDefault("original-recipient", recipient)));
      }
    }
    fields.clear();
    last = "";
  }

  private FoundReply reply(String recipient) {
    String status = fields.getOrDefault("status", "");
    String diagnostic = typed(fields.getOrDefault("diagnostic-code", ""));
    Reply said = ReplyReader.read(diagnostic.isEmpty() ? "" : diagnostic);
    int end = Scan.enhancedEnd(status, 0, status.length());
    if (said.enhanced() == null && end > 0) {
      said = new Reply(said.code(), status.substring(0, end), said.text());
    }
    return new FoundReply(said, address(recipient), name(fields.get("remote-mta")), diagnostic);
  }

  private static String cut(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }

  /// A server's name; null where there is none.
  private static @Nullable String name(@Nullable String value) {
    String name = value == null ? "" : cut(typed(value), ReplyReader.MAX_NAME);
    return name.isEmpty() ? null : name;
  }

  /// A field's value without the type before it (`rfc822; anna@example.com`).
  private static String typed(String value) {
    int semicolon = value.indexOf(';');
    return (semicolon < 0 || semicolon > 20 ? value : value.substring(semicolon + 1)).strip();
  }

  private static @Nullable String address(String value) {
    String address = typed(value);
    boolean bracket = address.length() > 2 && address.startsWith("<") && address.endsWith(">");
    return name(bracket ? address.substring(1, address.length() - 1) : address);
  }
}

package org.mailmedic.protocol.reply;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The replies in lines that somebody pasted: bare replies, what a mail server wrote for people, a
/// log.
///
/// A reply begins at a code ([Start]) and goes on over the lines behind it, until an empty line,
/// the next recipient or the next code. What stands between tells whom it was for and who said it.
final class Pasted {
  private static final int MAX_CONTEXT = 3_000;

  /// Where the returned message begins.
  private static final String[] ORIGINAL = {
    "original message headers",
    "return-path:",
    "received:",
    "--- below this line is a copy",
    "------ this is a copy",
    "----- original message",
    "content-type: message/rfc822"
  };

  private final List<FoundReply> found = new ArrayList<>();
  private final Start start = new Start();
  private final StringBuilder words = new StringBuilder();
  private final StringBuilder context = new StringBuilder();
  private boolean open;
  private boolean more;
  private int code;
  private @Nullable String enhanced;
  private @Nullable String recipient;
  private @Nullable String server;
  private @Nullable String status;

  /// What the lines before tell; it is for the replies to come.
  private @Nullable String nextRecipient;

  private @Nullable String nextServer;

  private Pasted() {}

  static List<FoundReply> read(List<String> lines) {
    Pasted pasted = new Pasted();
    boolean bare = pasted.bare(lines);
    for (String line : lines) {
      if (pasted.full() || ((pasted.open || !pasted.found.isEmpty()) && pasted.original(line))) {
        break;
      }
      pasted.line(line);
    }
    pasted.finish();
    if (pasted.found.isEmpty()) {
      pasted.whole(String.join("\n", lines));
    }
    List<FoundReply> found = refusals(pasted.found);
    return bare && found.size() == 1 ? List.of(alone(found.getFirst())) : found;
  }

  private boolean full() {
    return found.size() >= ReplyReader.MAX_REPLIES;
  }

  /// What went well says nothing where something else went wrong.
  private static List<FoundReply> refusals(List<FoundReply> found) {
    List<FoundReply> refusals =
        found.stream().filter(each -> each.reply().code() / 100 != 2).toList();
    return refusals.isEmpty() ? List.copyOf(found) : refusals;
  }

  /// Whether the text begins with a code.
  private boolean bare(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank()) {
        return Scan.code(line, Scan.skipSpaces(line, 0, line.length()), line.length()) > 0;
      }
    }
    return false;
  }

  /// A bare reply is nobody's: the addresses in it are what it speaks of.
  private static FoundReply alone(FoundReply found) {
    return new FoundReply(found.reply(), null, found.remoteServer(), found.context());
  }

  private boolean original(String line) {
    for (String mark : ORIGINAL) {
      if (Scan.at(line, 0, mark)) {
        return true;
      }
    }
    return false;
  }

  private void line(String line) {
    int from = prefix(line);
    int end = line.length();
    if (from >= end) {
      finish();
      nextServer = null;
      return;
    }
    if (Scan.at(line, from, "status:") && !open) {
      int code = Scan.enhanced(line, from, end, (char) 0);
      status = code < 0 ? null : line.substring(code, Scan.enhancedEnd(line, code, end));
      return;
    }
    if (start.find(line, from, end)) {
      if (open && more && start.code == code && start.at == from) {
        goOn(line);
      } else {
        begin(line, from);
      }
    } else if (logged(line, from, end)) {
      return;
    } else if (alone(line, from, end)) {
      finish();
      note(line, from, end);
    } else if (open) {
      append(line, from);
    } else {
      if (enhancedFirst(line, from, end)) {
        start.readEnhanced(line, Scan.enhanced(line, from, end, (char) 0), end);
        begin(line, from);
      } else {
        note(line, from, end);
      }
    }
  }

  /// Passes over what quotes a line: spaces, `>`, `<<<`, `(reason: `.
  private static int prefix(String line) {
    int i = Scan.skipSpaces(line, 0, line.length());
    while (i < line.length() && (line.charAt(i) == '>' || line.charAt(i) == '|')) {
      i = Scan.skipSpaces(line, i + 1, line.length());
    }
    if (Scan.at(line, i, "<<<")) {
      i = Scan.skipSpaces(line, i + 3, line.length());
    }
    return Scan.at(line, i, "(reason:") ? Scan.skipSpaces(line, i + 8, line.length()) : i;
  }

  /// Whether the line starts with an enhanced code, marked or not (`#5.1.1`).
  private static boolean enhancedFirst(String line, int from, int end) {
    int i = Scan.enhanced(line, from, end, (char) 0);
    return i >= 0 && i - from <= 3;
  }

  /// A line of a log without a reply in it (`dsn=4.4.1, status=deferred (connect to …)`).
  private boolean logged(String line, int from, int end) {
    int status = line.indexOf("status=", from);
    int bracket = status < 0 ? -1 : line.indexOf('(', status);
    int to = line.indexOf("to=<", from);
    if (bracket < 0 || to < 0 || to > status || Scan.at(line, status, "status=sent")) {
      return false;
    }
    finish();
    note(line, from, status);
    int dsn = line.indexOf("dsn=", from);
    int code = dsn < 0 ? dsn : Scan.enhanced(line, dsn, status, (char) 0);
    start.at = from;
    start.code = 0;
    start.more = false;
    start.enhancedFrom = Math.max(code, 0);
    start.enhancedTo = code < 0 ? 0 : Scan.enhancedEnd(line, code, end);
    start.words = bracket + 1;
    open(line, from);
    String peer = Beside.server(line, bracket, end);
    server = peer == null ? server : peer;
    return true;
  }

  /// Whether the line is an address and nothing else but marks (`<anna@example.com>:`).
  private static boolean alone(String line, int from, int end) {
    int past = Scan.addressEnd(line, from, end);
    if (past == from) {
      return false;
    }
    int i = Scan.skipSpaces(line, past, end);
    return i >= end || (line.charAt(i) == ':' && Scan.skipSpaces(line, i + 1, end) >= end);
  }

  private void note(String line, int from, int end) {
    String address = Beside.recipient(line, from, end);
    nextRecipient = address == null ? nextRecipient : address;
    String host = Beside.server(line, from, end);
    if (host == null
        && (Scan.at(line, from, "remote-mta:") || Scan.at(line, from, "remote server:"))) {
      host = named(line.substring(Math.max(line.indexOf(':'), line.indexOf(';')) + 1).strip());
    }
    nextServer = host == null ? nextServer : host;
  }

  private static @Nullable String named(String name) {
    return name.isEmpty() || name.length() > ReplyReader.MAX_NAME ? null : name;
  }

  private void begin(String line, int from) {
    finish();
    if (start.at > from) {
      note(line, from, start.at);
    }
    open(line, from);
    separate(line);
  }

  /// Another reply further on in the same line is one of its own if it has both codes, others than
  /// this one, and something ends before it.
  private void separate(String line) {
    int end = line.length();
    int here = start.words;
    while (start.find(line, here, end)) {
      int next = start.at;
      int before = next - 1;
      while (before > here && line.charAt(before) == ' ') {
        before--;
      }
      boolean ended = before > here && ";|.),".indexOf(line.charAt(before)) >= 0;
      if (ended && start.hasEnhanced() && code > 0 && start.code != code) {
        words.setLength(Math.min(words.length(), next - firstWords));
        finish();
        if (full()) {
          return;
        }
        open(line, next);
      }
      here = Math.max(start.words, next + 3);
      if (here >= end) {
        return;
      }
    }
  }

  private int firstWords;

  private void open(String line, int from) {
    open = true;
    more = start.more;
    code = start.code;
    enhanced = start.hasEnhanced() ? start.enhanced(line) : null;
    firstWords = start.words;
    words.setLength(0);
    context.setLength(0);
    int end = Math.min(line.length(), start.words + ReplyReader.MAX_REPLY);
    words.append(line, start.words, end);
    int before = Math.max(from, start.at - MAX_CONTEXT + ReplyReader.MAX_REPLY);
    context.append(line, before, end);
    String commanded = Beside.commanded(line, before, end);
    recipient = commanded == null ? nextRecipient : commanded;
    server = nextServer;
  }

  private void goOn(String line) {
    more = start.more;
    if (enhanced == null && start.hasEnhanced()) {
      enhanced = start.enhanced(line);
    }
    append(line, start.words);
  }

  private void append(String line, int from) {
    int end = Math.min(line.length(), from + ReplyReader.MAX_REPLY);
    if (words.length() < ReplyReader.MAX_REPLY && from < end) {
      words.append(' ').append(line, from, end);
      context.append(' ').append(line, from, end);
    }
    if (recipient == null) {
      recipient = Beside.commanded(line, from, end);
    }
  }

  private void finish() {
    if (!open) {
      return;
    }
    open = false;
    // Repeated codes of further lines stand in one line where a mail server has joined them.
    String said = Words.of(words.toString(), 0, words.length(), code, true);
    char digit = code == 0 ? 0 : (char) ('0' + code / 100);
    int late = enhanced == null ? Scan.enhanced(said, 0, said.length(), digit) : -1;
    if (late >= 0) {
      enhanced = said.substring(late, Scan.enhancedEnd(said, late, said.length()));
    } else if (enhanced == null && status != null && (digit == 0 || status.charAt(0) == digit)) {
      enhanced = status;
    }
    status = null;
    String whom = recipient == null ? firstAddress(said) : recipient;
    add(
        new FoundReply(
            new Reply(code, enhanced, said),
            whom,
            server,
            Words.oneLine(context.toString(), 0, Math.min(context.length(), MAX_CONTEXT))));
  }

  /// The address that the words begin with, unless it is the sender's.
  private static @Nullable String firstAddress(String said) {
    int end = Scan.addressEnd(said, 0, said.length());
    if (end == 0 || Scan.at(said, Scan.skipSpaces(said, end, said.length()), ": sender")) {
      return null;
    }
    return said.charAt(0) == '<' ? said.substring(1, end - 1) : said.substring(0, end);
  }

  /// Adds a reply unless it is the one before once more, as in a transcript below a summary.
  private void add(FoundReply next) {
    for (int i = 0; i < found.size(); i++) {
      FoundReply known = found.get(i);
      boolean whom =
          known.recipient() == null
              || next.recipient() == null
              || known.recipient().equals(next.recipient());
      if (whom
          && known.reply().code() == next.reply().code()
          && repeats(known.reply(), next.reply())) {
        found.set(i, merged(known, next));
        return;
      }
    }
    found.add(next);
  }

  private static boolean repeats(Reply known, Reply next) {
    String first = known.text();
    String second = next.text();
    String shorter = first.length() < second.length() ? first : second;
    String longer = first.length() < second.length() ? second : first;
    int compared = Math.min(shorter.length(), 60);
    return compared > 0 && longer.startsWith(shorter.substring(0, compared));
  }

  private static FoundReply merged(FoundReply known, FoundReply next) {
    Reply reply = known.reply();
    if (reply.enhanced() == null && next.reply().enhanced() != null) {
      reply = new Reply(reply.code(), next.reply().enhanced(), reply.text());
    }
    return new FoundReply(
        reply,
        known.recipient() == null ? next.recipient() : known.recipient(),
        known.remoteServer() == null ? next.remoteServer() : known.remoteServer(),
        known.context());
  }

  /// A text without a code that begins anything.
  private void whole(String text) {
    Reply reply = ReplyReader.read(text);
    if (reply.code() > 0 || reply.enhanced() != null || !reply.text().isEmpty()) {
      found.add(
          new FoundReply(reply, nextRecipient, nextServer, Words.oneLine(text, 0, text.length())));
    }
  }
}

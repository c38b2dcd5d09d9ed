package org.mailmedic.protocol.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.reply.FoundReply;
import org.mailmedic.protocol.reply.ReadReplies;
import org.mailmedic.protocol.reply.Reply;
import org.mailmedic.protocol.reply.ReplyReader;

/// The recipients that a text for people names, and what it says of each. A mail server names a
/// recipient at the beginning of a line; what follows up to the next empty line or recipient is
/// about it.
final class NamedRecipients {
  /// Words of a label (`target mail address: `) behind which no recipient stands.
  private static final List<String> NO_LABELS =
      List.of(
          "from",
          "sender",
          "reply",
          "contact",
          "return-path",
          "by",
          "cc",
          "bcc",
          "message-id",
          "von",
          "od");

  private static final int MAX_LABEL = 45;

  /// People who are asked for help, and no recipients.
  private static final Set<String> HELPERS =
      Set.of("postmaster", "mailer-daemon", "abuse", "support", "helpdesk", "hostmaster");

  /// @param address whom it is about
  /// @param near what is said right behind it, on its line and the next ones
  /// @param block the same, further lines up to the next recipient included
  record Named(String address, String near, String block) {}

  private final String text;
  private final List<String> lines;
  private final ReadReplies replies;

  NamedRecipients(String text) {
    this.text = text;
    this.lines = text.lines().toList();
    this.replies = ReplyReader.readAll(text);
  }

  ReadReplies replies() {
    return replies;
  }

  /// Those that stand at the beginning of a line, each once; of several places the one that tells
  /// more counts.
  ///
  /// @param senders addresses that are the sender's own
  List<Named> atLineStart(List<String> senders) {
    List<Named> all = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    List<Addresses.Found> found = new ArrayList<>();
    for (int i = 0; i < lines.size() && found.size() < BounceLimits.MAX_NAMED; i++) {
      Addresses.Found address = isSummary(i) ? null : named(lines.get(i));
      if (address != null && !Addresses.contains(senders, address.address())) {
        starts.add(i);
        found.add(address);
      }
    }
    for (int n = 0; n < found.size(); n++) {
      int from = starts.get(n);
      int to = n + 1 < found.size() ? starts.get(n + 1) : lines.size();
      add(all, named(found.get(n), from, to));
    }
    return all;
  }

  /// Whether a line tells whom the message was written to, beside its subject and date: the
  /// header's word, which names no recipient that failed.
  private boolean isSummary(int line) {
    if (!startsWith(line, "to:") && !startsWith(line, "cc:")) {
      return false;
    }
    for (int near = Math.max(0, line - 2); near <= Math.min(lines.size() - 1, line + 2); near++) {
      if (startsWith(near, "subject:") || startsWith(near, "from:") || startsWith(near, "sent:")) {
        return true;
      }
    }
    return false;
  }

  private boolean startsWith(int line, String name) {
    String text = lines.get(line);
    int from = 0;
    while (from < text.length() && text.charAt(from) <= ' ') {
      from++;
    }
    return text.regionMatches(true, from, name, 0, name.length());
  }

  private static void add(List<Named> all, Named next) {
    for (int i = 0; i < all.size(); i++) {
      Named known = all.get(i);
      if (known.address().equalsIgnoreCase(next.address())) {
        boolean better = !hasCode(known.near()) && (hasCode(next.near()) || known.near().isBlank());
        if (better) {
          all.set(i, next);
        }
        return;
      }
    }
    all.add(next);
  }

  private static boolean hasCode(String words) {
    Reply reply = ReplyReader.read(words);
    return reply.code() > 0 || reply.enhanced() != null;
  }

  private Named named(Addresses.Found found, int from, int to) {
    String first = lines.get(from);
    StringBuilder near = new StringBuilder(first.substring(behind(first, found)));
    StringBuilder block = new StringBuilder(near);
    boolean open = true;
    for (int i = from + 1; i < to && block.length() < BounceLimits.MAX_CONTEXT; i++) {
      String line = lines.get(i);
      open &= !line.isBlank() || announces(near);
      if (open) {
        near.append('\n').append(line);
      }
      block.append('\n').append(line);
    }
    String label = first.substring(0, Math.min(first.length(), found.start())).strip();
    String said = cut(near);
    return new Named(found.address(), said.isEmpty() ? label : said, cut(block));
  }

  /// Whether nothing was said yet but that something follows (`because:`).
  private static boolean announces(CharSequence near) {
    String said = near.toString().strip();
    return said.isEmpty() || (said.endsWith(":") && said.length() < 60);
  }

  private static int behind(String line, Addresses.Found found) {
    int end = found.end();
    while (end < line.length() && " :>\"'".indexOf(line.charAt(end)) >= 0) {
      end++;
    }
    return Math.min(end, line.length());
  }

  static String cut(CharSequence text) {
    return text.subSequence(0, Math.min(text.length(), BounceLimits.MAX_CONTEXT))
        .toString()
        .strip();
  }

  /// The address that a line begins with, marks and labels aside; null where it begins otherwise.
  private static Addresses.@Nullable Found named(String line) {
    int i = 0;
    while (i < line.length() && " \t*-•·>\"'\u00a0\u3000".indexOf(line.charAt(i)) >= 0) {
      i++;
    }
    Addresses.Found found = i < line.length() ? Addresses.at(line, i) : null;
    if (found == null) {
      found = labelled(line, i);
    }
    return found == null || isHelper(found.address()) ? null : found;
  }

  static boolean isHelper(String address) {
    return HELPERS.contains(Addresses.localPart(address));
  }

  /// The address behind a label, where nothing else stands on the line.
  private static Addresses.@Nullable Found labelled(String line, int from) {
    int colon = line.indexOf(':', from);
    if (colon < 0 || colon - from > MAX_LABEL || line.startsWith(">>>")) {
      return null;
    }
    String label = line.substring(from, colon).toLowerCase(Locale.ROOT);
    if (label.isEmpty()
        || label.indexOf('@') >= 0
        || NO_LABELS.stream().anyMatch(label::startsWith)) {
      return null;
    }
    Addresses.Found found = Addresses.first(line, colon + 1);
    boolean begins =
        found != null
            && found.start() - colon <= 20
            && (label.endsWith("recipient") || line.substring(colon + 1, found.start()).isBlank());
    return begins && found != null && line.substring(found.end()).isBlank() ? found : null;
  }

  /// Those that stand anywhere, where the text names none at the beginning of a line.
  List<Named> anywhere(List<String> senders) {
    List<Named> all = new ArrayList<>();
    for (String line : lines) {
      for (String address : Addresses.all(line, 5)) {
        boolean own = Addresses.contains(senders, address) || isHelper(address);
        if (!own && all.size() < BounceLimits.MAX_NAMED && tellsOfFailure(line)) {
          add(all, new Named(address, line.strip(), cut(text)));
        }
      }
    }
    return all;
  }

  private static boolean tellsOfFailure(String line) {
    String low = line.toLowerCase(Locale.ROOT);
    return !low.contains("contact") && !low.contains("http") && !low.contains("from:");
  }

  /// What a recipient's own words say, or else the reply in the text that is for them or for
  /// nobody.
  FoundReply reply(Named named, boolean alone) {
    Reply near = ReplyReader.read(named.near());
    FoundReply own = own(named.address(), alone);
    boolean silent = own != null && own.reply().code() == 0 && !named.near().isBlank();
    if (near.code() > 0 || own == null || silent) {
      Reply said =
          near.code() > 0 || !named.near().isBlank() ? near : ReplyReader.read(named.block());
      String server = own == null ? server(named.block()) : own.remoteServer();
      return new FoundReply(said, named.address(), server, named.block());
    }
    Reply said = own.reply();
    if (said.enhanced() == null && near.enhanced() != null) {
      said = new Reply(said.code(), near.enhanced(), said.text());
    }
    return new FoundReply(
        said, named.address(), own.remoteServer(), named.block() + "\n" + own.context());
  }

  private static @Nullable String server(String block) {
    List<FoundReply> found = ReplyReader.readAll(block).replies();
    return found.isEmpty() ? null : found.getFirst().remoteServer();
  }

  private @Nullable FoundReply own(String address, boolean alone) {
    FoundReply nobodys = null;
    for (FoundReply found : replies.replies()) {
      boolean coded = found.reply().code() > 0 || found.reply().enhanced() != null;
      if (coded && address.equalsIgnoreCase(found.recipient())) {
        return found;
      }
      if (coded && nobodys == null && (alone || found.recipient() == null)) {
        nobodys = found;
      }
    }
    return nobodys;
  }
}

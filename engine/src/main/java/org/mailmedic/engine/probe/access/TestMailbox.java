package org.mailmedic.engine.probe.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.TestDelivery.Removal;
import org.mailmedic.protocol.access.ImapLine;

/// A mailbox in which one message is waited for: INBOX and the folder for junk, from what was there
/// before on.
final class TestMailbox {
  private static final String INBOX = "INBOX";

  /// Names of the folder for junk where the server does not say which it is (RFC 6154).
  private static final List<String> JUNK =
      List.of("junk", "spam", "junk e-mail", "junk email", "bulk mail", "bulk");

  private static final Pattern UIDNEXT = Pattern.compile("UIDNEXT (\\d{1,10})");
  private static final Pattern UID = Pattern.compile("\\bUID (\\d{1,10})\\b");

  /// How long one reading waits; the end of the program is noticed after it.
  private static final Duration SLICE = Duration.ofMillis(250);

  private final ImapSpeech speech;
  private final Wire wire;
  private final Leaving leaving;
  private List<String> capabilities = List.of();
  private final List<Watched> watched = new ArrayList<>();
  private String selected = "";
  private boolean idleRefused;

  /// @param first the UID that the next message gets at the earliest
  private record Watched(String folder, boolean junk, long first) {}

  /// A message that was found.
  record Found(String folder, boolean junk, long uid) {}

  TestMailbox(ImapSpeech speech, Wire wire, Leaving leaving) {
    this.speech = speech;
    this.wire = wire;
    this.leaving = leaving;
  }

  /// Looks where the next messages will be; false where INBOX can't be looked into.
  boolean open() throws BrokenOff {
    capabilities = speech.offer(true).capabilities();
    String junk = junk();
    // INBOX last: it is the one that stays selected, and tells at once what is new.
    if (junk != null) {
      watch(junk, true);
    }
    return watch(INBOX, false);
  }

  private boolean watch(String folder, boolean junk) throws BrokenOff {
    List<ImapLine> told = new ArrayList<>();
    speech.command("STATUS " + Said.quoted(folder) + " (UIDNEXT)", told);
    for (ImapLine line : told) {
      Matcher next = UIDNEXT.matcher(line.text());
      if (line.status().equals("STATUS") && next.find()) {
        watched.add(new Watched(folder, junk, Long.parseLong(next.group(1))));
        return true;
      }
    }
    return false;
  }

  private @Nullable String junk() throws BrokenOff {
    if (capabilities.contains("SPECIAL-USE") && capabilities.contains("LIST-EXTENDED")) {
      String marked = junk("LIST (SPECIAL-USE) \"\" \"*\"", true);
      if (marked != null) {
        return marked;
      }
    }
    String named = junk("LIST \"\" \"%\"", false);
    return named == null ? junk("LIST \"\" \"INBOX.%\"", false) : named;
  }

  private @Nullable String junk(String command, boolean marked) throws BrokenOff {
    List<ImapLine> told = new ArrayList<>();
    speech.command(command, told);
    for (ImapLine line : told) {
      List<String> words = line.words();
      if (line.status().equals("LIST") && words.size() >= 3) {
        String name = words.get(2);
        boolean junk = words.get(0).toLowerCase(Locale.ROOT).contains("\\junk");
        if (junk || (!marked && named(name, words.get(1)))) {
          return name;
        }
      }
    }
    return null;
  }

  private static boolean named(String folder, String delimiter) {
    String last =
        delimiter.length() == 1 ? folder.substring(folder.lastIndexOf(delimiter) + 1) : folder;
    return JUNK.contains(last.toLowerCase(Locale.ROOT));
  }

  /// Waits for the message whose header has this word; null where it does not come in time.
  ///
  /// @param patience how long; when the program is about to end, only a moment longer
  @Nullable Found await(String word, Duration patience) throws BrokenOff {
    long end = System.nanoTime() + patience.toNanos();
    boolean hurried = false;
    Duration pause = TestLimits.FIRST_PAUSE;
    while (true) {
      for (Watched one : watched) {
        Found found = look(one, word);
        if (found != null) {
          return found;
        }
      }
      if (leaving.asked() && !hurried) {
        hurried = true;
        end = Math.min(end, System.nanoTime() + TestLimits.LAST_LOOK.toNanos());
      }
      Duration rest = Duration.ofNanos(end - System.nanoTime());
      if (rest.isNegative() || rest.isZero()) {
        return null;
      }
      Found found = idle(shorter(rest, pause)) ? look(inbox(), word) : null;
      if (found != null) {
        return found;
      }
      pause = shorter(pause.multipliedBy(2), TestLimits.LONGEST_PAUSE);
    }
  }

  private Watched inbox() {
    return watched.get(watched.size() - 1);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private @Nullable Found look(Watched one, String word) throws BrokenOff {
    if (!select(one.folder())) {
      return null;
    }
    List<ImapLine> told = new ArrayList<>();
    speech.command(
        "UID FETCH " + one.first() + ":* (UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID SUBJECT)])",
        told);
    for (ImapLine line : told) {
      Matcher uid = UID.matcher(line.text());
      if (line.text().startsWith("FETCH") && line.text().contains(word) && uid.find()) {
        return new Found(one.folder(), one.junk(), Long.parseLong(uid.group(1)));
      }
    }
    return null;
  }

  /// Selecting anew shows servers without IDLE what is new, too.
  private boolean select(String folder) throws BrokenOff {
    if (selected.equals(folder)) {
      return true;
    }
    boolean done = speech.command("SELECT " + Said.quoted(folder), new ArrayList<>()).positive();
    selected = done ? folder : "";
    return done;
  }

  /// Waits until the server says that there is something new (RFC 2177), or the time is up.
  private boolean idle(Duration time) throws BrokenOff {
    if (idleRefused || !capabilities.contains("IDLE")) {
      pause(time);
      List<ImapLine> told = new ArrayList<>();
      speech.command("NOOP", told);
      return told.stream().anyMatch(TestMailbox::isNews);
    }
    String tag = speech.begin("IDLE");
    boolean news = false;
    long end = System.nanoTime() + time.toNanos();
    boolean before = leaving.asked();
    while (!news && System.nanoTime() < end && leaving.asked() == before) {
      String line = wire.lineWithin(shorter(SLICE, time));
      ImapLine read = line == null ? null : ImapLine.of(line);
      if (line != null && read == null) {
        throw wire.strange(line);
      }
      if (read != null && read.tag().equals(tag)) {
        idleRefused = true;
        return false;
      }
      if (read != null && read.status().equals("BYE")) {
        throw wire.gone(read.text());
      }
      news = read != null && isNews(read);
    }
    wire.say("DONE");
    List<ImapLine> told = new ArrayList<>();
    speech.end(tag, told);
    return news || told.stream().anyMatch(TestMailbox::isNews);
  }

  private void pause(Duration time) throws BrokenOff {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (wire.lineWithin(shorter(SLICE, time)) != null) {
        return;
      }
    }
  }

  private static boolean isNews(ImapLine line) {
    return line.tag().equals("*") && line.text().equalsIgnoreCase("EXISTS");
  }

  /// The lines of one kind in the header of a message, unfolded, the topmost first.
  List<String> fields(Found found, String name) throws BrokenOff {
    List<ImapLine> told = new ArrayList<>();
    speech.command(
        "UID FETCH "
            + found.uid()
            + " (BODY.PEEK[HEADER.FIELDS ("
            + name
            + ")]<0."
            + TestLimits.MAX_HEADER_BYTES
            + ">)",
        told);
    List<String> values = new ArrayList<>();
    for (ImapLine line : told) {
      int quote = line.text().indexOf('"');
      if (line.text().startsWith("FETCH") && quote > 0) {
        String text =
            line.text()
                .substring(quote + 1)
                .replace("\\\"", "\"")
                .replace("\\\\", "\\")
                .replace("\\x0D\\x0A", "\r\n")
                .replace("\\x09", "\t");
        split(text, name + ":", values);
      }
    }
    return values;
  }

  private static void split(String text, String head, List<String> values) {
    String lower = text.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(head);
    while (at >= 0 && values.size() < TestLimits.MAX_FIELDS) {
      int next = lower.indexOf(head, at + head.length());
      values.add(text.substring(at + head.length(), next < 0 ? text.length() : next).strip());
      at = next;
    }
  }

  /// Deletes the message, and nothing else.
  Removal remove(Found found) throws BrokenOff {
    if (!select(found.folder())) {
      return Removal.LEFT;
    }
    AccessReply marked =
        speech.command(
            "UID STORE " + found.uid() + " +FLAGS.SILENT (\\Deleted)", new ArrayList<>());
    if (!marked.positive()) {
      return Removal.LEFT;
    }
    // A plain EXPUNGE would take along what the person has marked (RFC 4315 section 2.1).
    if (!capabilities.contains("UIDPLUS") && !capabilities.contains("IMAP4REV2")) {
      return Removal.MARKED;
    }
    return speech.command("UID EXPUNGE " + found.uid(), new ArrayList<>()).positive()
        ? Removal.GONE
        : Removal.MARKED;
  }
}

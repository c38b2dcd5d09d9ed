package org.mailmedic.engine.probe.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.protocol.access.AccessLimits;
import org.mailmedic.protocol.access.ImapLine;
import org.mailmedic.protocol.sasl.Exchange;
import org.mailmedic.protocol.sasl.Mechanism;
import org.mailmedic.protocol.sasl.SaslFault;

/// IMAP (RFC 9051, RFC 3501).
final class ImapSpeech implements Speech {
  private static final String AUTH = "AUTH=";

  /// RFC 9208 section 5.1: STORAGE is counted in units of 1,024 octets.
  private static final long QUOTA_UNIT = 1_024;

  private final Wire wire;
  private int commands;
  private List<String> toldAtOnce = List.of();

  ImapSpeech(Wire wire) {
    this.wire = wire;
  }

  @Override
  public AccessReply greeting() throws BrokenOff {
    String line = wire.line();
    ImapLine read = ImapLine.of(line);
    if (read == null || !read.tag().equals("*") || !read.condition()) {
      throw wire.strange(line);
    }
    toldAtOnce = read.capabilities();
    return reply(read);
  }

  @Override
  public Offer offer(boolean secured) throws BrokenOff {
    List<String> told = toldAtOnce;
    toldAtOnce = List.of();
    if (told.isEmpty() || secured) {
      List<ImapLine> answer = new ArrayList<>();
      command("CAPABILITY", answer);
      told = new ArrayList<>();
      for (ImapLine line : answer) {
        if (line.status().equals("CAPABILITY")) {
          told.addAll(line.capabilities());
        }
      }
    }
    return offer(told);
  }

  static Offer offer(List<String> told) {
    List<String> capabilities =
        told.subList(0, Math.min(told.size(), AccessLimits.MAX_CAPABILITIES));
    List<String> mechanisms = new ArrayList<>();
    for (String capability : capabilities) {
      if (capability.startsWith(AUTH) && !mechanisms.contains(capability.substring(5))) {
        mechanisms.add(capability.substring(AUTH.length()));
      }
    }
    return new Offer(
        capabilities,
        mechanisms,
        capabilities.contains("STARTTLS"),
        capabilities.contains("LOGINDISABLED"));
  }

  @Override
  public AccessReply startTls() throws BrokenOff {
    return command("STARTTLS", new ArrayList<>());
  }

  @Override
  public AccessReply signIn(Mechanism mechanism, Exchange exchange, Offer offer)
      throws BrokenOff, SaslFault {
    String tag = tag();
    byte[] first = exchange.initial();
    String command = tag + " AUTHENTICATE " + mechanism.word();
    if (first != null && offer.capabilities().contains("SASL-IR")) {
      wire.saySecretly(Said.line(command + " ", first, ""), command + " " + HIDDEN);
      first = null;
    } else {
      wire.say(command);
    }
    for (int i = 0; i < AccessLimits.MAX_LINES; i++) {
      String line = wire.lineSecretly(true);
      ImapLine read = ImapLine.of(line);
      if (read == null) {
        throw wire.strange(line);
      }
      if (read.tag().equals("+")) {
        byte[] answer = first != null ? first : exchange.answer(Said.decoded(read.text()));
        first = null;
        wire.saySecretly(Said.line("", answer, ""), HIDDEN);
      } else if (read.tag().equals(tag) || read.status().equals("BYE")) {
        toldAtOnce = read.capabilities();
        return reply(read);
      } else if (read.status().equals("CAPABILITY")) {
        toldAtOnce = read.capabilities();
      }
    }
    throw wire.strange("more than " + AccessLimits.MAX_LINES + " lines");
  }

  @Override
  public @Nullable String plainCommand(Offer offer) {
    return offer.loginDisabled() ? null : "LOGIN";
  }

  @Override
  public AccessReply signInPlainly(String username, byte[] password) throws BrokenOff {
    String tag = tag();
    // RFC 9051 section 9: a quoted string is ASCII; anything else goes as a literal.
    if (Said.quotable(username) && Said.quotable(password)) {
      String command = tag + " LOGIN " + Said.quoted(username) + " ";
      wire.saySecretly(Said.quotedLine(command, password), command + HIDDEN);
    } else {
      byte[] name = username.getBytes(StandardCharsets.UTF_8);
      wire.say(tag + " LOGIN {" + name.length + "}");
      AccessReply no = goOn(tag);
      if (no == null) {
        // Its length would tell something of the password.
        byte[] head =
            (username + " {" + password.length + "}\r\n").getBytes(StandardCharsets.UTF_8);
        wire.saySecretly(head, username + " " + HIDDEN);
        no = goOn(tag);
      }
      if (no != null) {
        return no;
      }
      wire.saySecretly(Said.plainLine(password), HIDDEN);
    }
    return end(tag, new ArrayList<>());
  }

  /// Waits for the continuation request; what came instead, or null where it came.
  private @Nullable AccessReply goOn(String tag) throws BrokenOff {
    String line = wire.line();
    ImapLine read = ImapLine.of(line);
    if (read == null) {
      throw wire.strange(line);
    }
    if (read.tag().equals("+")) {
      return null;
    }
    if (read.tag().equals(tag) || read.status().equals("BYE")) {
      return reply(read);
    }
    throw wire.strange(line);
  }

  /// How full the mailbox is (RFC 9208 section 4.3); null where the server does not tell.
  SignIn.@Nullable Mailbox quota(Offer before) throws BrokenOff {
    List<String> told = toldAtOnce.isEmpty() ? before.capabilities() : toldAtOnce;
    if (told.stream().noneMatch(word -> word.equals("QUOTA") || word.startsWith("QUOTA="))) {
      List<String> now = offer(true).capabilities();
      if (now.stream().noneMatch(word -> word.equals("QUOTA") || word.startsWith("QUOTA="))) {
        return null;
      }
    }
    List<ImapLine> answer = new ArrayList<>();
    command("GETQUOTAROOT INBOX", answer);
    SignIn.Mailbox fullest = null;
    for (ImapLine line : answer) {
      ImapLine.Quota quota = line.quota("STORAGE");
      if (quota != null && quota.limit() > 0) {
        SignIn.Mailbox one =
            new SignIn.Mailbox(quota.used() * QUOTA_UNIT, quota.limit() * QUOTA_UNIT);
        fullest = fullest == null || one.percent() > fullest.percent() ? one : fullest;
      }
    }
    return fullest;
  }

  @Override
  public void leave() {
    wire.leave(tag() + " LOGOUT");
  }

  private String tag() {
    return "a" + ++commands;
  }

  /// Sends a command and does not wait.
  ///
  /// @return the tag that its end will have
  String begin(String command) throws BrokenOff {
    String tag = tag();
    wire.say(tag + " " + command);
    return tag;
  }

  /// Sends a command and waits for its end.
  ///
  /// @param untagged takes what came before
  AccessReply command(String command, List<ImapLine> untagged) throws BrokenOff {
    String tag = tag();
    wire.say(tag + " " + command);
    return end(tag, untagged);
  }

  /// Waits for the end of a command.
  AccessReply end(String tag, List<ImapLine> untagged) throws BrokenOff {
    for (int i = 0; i < AccessLimits.MAX_LINES; i++) {
      String line = wire.line();
      ImapLine read = ImapLine.of(line);
      if (read == null) {
        throw wire.strange(line);
      }
      if (read.tag().equals(tag)) {
        return reply(read);
      }
      if (!read.tag().equals("*")) {
        throw wire.strange(line);
      }
      if (read.status().equals("BYE")) {
        return reply(read);
      }
      untagged.add(read);
    }
    throw wire.strange("more than " + AccessLimits.MAX_LINES + " lines");
  }

  private AccessReply reply(ImapLine line) {
    String code = line.capabilities().isEmpty() ? line.code() : null;
    return new AccessReply(line.status(), code, line.text(), wire.now());
  }
}

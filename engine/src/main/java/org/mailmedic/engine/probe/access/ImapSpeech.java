package org.mailmedic.engine.probe.access;

import java.util.ArrayList;
import java.util.List;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.protocol.access.AccessLimits;
import org.mailmedic.protocol.access.ImapLine;

/// IMAP (RFC 9051, RFC 3501).
final class ImapSpeech implements Speech {
  private static final String AUTH = "AUTH=";

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
  public void leave() {
    wire.leave(tag() + " LOGOUT");
  }

  private String tag() {
    return "a" + ++commands;
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

package org.mailmedic.engine.probe.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.protocol.sasl.Exchange;
import org.mailmedic.protocol.sasl.Mechanism;
import org.mailmedic.protocol.sasl.SaslFault;
import org.mailmedic.protocol.smtp.Command;
import org.mailmedic.protocol.smtp.EhloAnswer;

/// SMTP for mail programs (RFC 6409, RFC 4954).
final class SubmissionSpeech implements Speech {
  /// RFC 4954 section 4: a line has room for 512 bytes; base64 makes a third more of it.
  private static final int MAX_INITIAL = 350;

  private static final int MAX_STEPS = 8;

  private final Wire wire;

  SubmissionSpeech(Wire wire) {
    this.wire = wire;
  }

  @Override
  public AccessReply greeting() throws BrokenOff {
    return wire.reply(new ArrayList<>());
  }

  @Override
  public Offer offer(boolean secured) throws BrokenOff {
    wire.say(Command.ehlo(wire.ownName()).line());
    List<String> lines = new ArrayList<>();
    AccessReply reply = wire.reply(lines);
    if (!reply.positive()) {
      return new Offer(List.of(), List.of(), false, false);
    }
    EhloAnswer answer = EhloAnswer.of(lines);
    return new Offer(answer.extensions(), mechanisms(answer), answer.offers("STARTTLS"), false);
  }

  /// Of `AUTH PLAIN LOGIN`, and of `AUTH=PLAIN` as old servers write it.
  private static List<String> mechanisms(EhloAnswer answer) {
    List<String> mechanisms = new ArrayList<>();
    for (String extension : answer.extensions()) {
      if (extension.startsWith("AUTH ")) {
        for (String word : extension.substring(5).replace('=', ' ').strip().split(" +")) {
          String mechanism = word.toUpperCase(Locale.ROOT);
          if (!mechanism.isEmpty() && !mechanisms.contains(mechanism)) {
            mechanisms.add(mechanism);
          }
        }
      }
    }
    return mechanisms;
  }

  @Override
  public AccessReply startTls() throws BrokenOff {
    return command(Command.startTls());
  }

  @Override
  public AccessReply signIn(Mechanism mechanism, Exchange exchange, Offer offer)
      throws BrokenOff, SaslFault {
    byte[] first = exchange.initial();
    String command = "AUTH " + mechanism.word();
    if (first != null && first.length <= MAX_INITIAL) {
      wire.saySecretly(Said.line(command + " ", first, ""), command + " " + HIDDEN);
      first = null;
    } else {
      wire.say(command);
    }
    for (int i = 0; i < MAX_STEPS; i++) {
      AccessReply reply = wire.replySecretly();
      if (!reply.status().equals("334")) {
        return reply;
      }
      byte[] answer = first != null ? first : exchange.answer(Said.decoded(reply.text()));
      first = null;
      wire.saySecretly(Said.line("", answer, ""), HIDDEN);
    }
    throw wire.strange("more than " + MAX_STEPS + " challenges");
  }

  @Override
  public @Nullable String plainCommand(Offer offer) {
    return null;
  }

  @Override
  public AccessReply signInPlainly(String username, byte[] password) {
    throw new IllegalStateException("SMTP has no such command");
  }

  @Override
  public void leave() {
    wire.leave(Command.quit().line());
  }

  /// Sends a command and waits for its reply.
  AccessReply command(Command command) throws BrokenOff {
    if (wire.pending()) {
      throw wire.strange("more than was asked for");
    }
    wire.say(command.line());
    return wire.reply(new ArrayList<>());
  }
}

package org.mailmedic.engine.probe.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.protocol.access.AccessLimits;
import org.mailmedic.protocol.access.PopLine;
import org.mailmedic.protocol.sasl.Exchange;
import org.mailmedic.protocol.sasl.Mechanism;
import org.mailmedic.protocol.sasl.SaslFault;

/// POP3 (RFC 1939, RFC 2449).
final class PopSpeech implements Speech {
  private final Wire wire;
  private boolean timestamp;

  PopSpeech(Wire wire) {
    this.wire = wire;
  }

  @Override
  public AccessReply greeting() throws BrokenOff {
    PopLine line = answer();
    timestamp = line.timestamp() != null;
    return reply(line);
  }

  @Override
  public Offer offer(boolean secured) throws BrokenOff {
    wire.say("CAPA");
    List<String> mechanisms = new ArrayList<>();
    List<String> capabilities = new ArrayList<>();
    if (answer().positive()) {
      for (String line = wire.plainLine(); !line.equals("."); line = wire.plainLine()) {
        if (capabilities.size() >= AccessLimits.MAX_CAPABILITIES) {
          throw wire.strange("more than " + AccessLimits.MAX_CAPABILITIES + " capabilities");
        }
        capabilities.add(capability(line.startsWith("..") ? line.substring(1) : line));
      }
    } else {
      mechanisms.add("USER"); // RFC 1939 knows no CAPA, and USER is what such a server has
    }
    for (String capability : capabilities) {
      if (capability.startsWith("SASL ")) {
        mechanisms.addAll(List.of(capability.substring(5).toUpperCase(Locale.ROOT).split(" +")));
      } else if (capability.equals("USER")) {
        mechanisms.add(capability);
      }
    }
    if (timestamp) {
      mechanisms.add("APOP");
    }
    return new Offer(capabilities, mechanisms, capabilities.contains("STLS"), false);
  }

  private static String capability(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? line.toUpperCase(Locale.ROOT)
        : line.substring(0, space).toUpperCase(Locale.ROOT) + line.substring(space);
  }

  @Override
  public AccessReply startTls() throws BrokenOff {
    return command("STLS");
  }

  @Override
  public AccessReply signIn(Mechanism mechanism, Exchange exchange, Offer offer)
      throws BrokenOff, SaslFault {
    byte[] first = exchange.initial();
    wire.say("AUTH " + mechanism.word());
    for (int i = 0; i < AccessLimits.MAX_LINES; i++) {
      String line = wire.lineSecretly(false);
      PopLine read = PopLine.of(line);
      if (read == null) {
        throw wire.strange(line);
      }
      if (!read.status().equals("+")) {
        return reply(read);
      }
      byte[] answer = first != null ? first : exchange.answer(Said.decoded(read.text()));
      first = null;
      wire.saySecretly(Said.line("", answer, ""), HIDDEN);
    }
    throw wire.strange("more than " + AccessLimits.MAX_LINES + " lines");
  }

  @Override
  public @Nullable String plainCommand(Offer offer) {
    return offer.mechanisms().contains("USER") ? "USER" : null;
  }

  @Override
  public AccessReply signInPlainly(String username, byte[] password) throws BrokenOff {
    AccessReply user = command("USER " + username);
    if (!user.positive()) {
      return user;
    }
    wire.saySecretly(Said.plainLine("PASS ", password), "PASS " + HIDDEN);
    return reply(answer());
  }

  @Override
  public void leave() {
    wire.leave("QUIT");
  }

  /// Sends a command and waits for its one-line answer.
  AccessReply command(String command) throws BrokenOff {
    wire.say(command);
    return reply(answer());
  }

  PopLine answer() throws BrokenOff {
    String line = wire.plainLine();
    PopLine read = PopLine.of(line);
    if (read == null) {
      throw wire.strange(line);
    }
    return read;
  }

  AccessReply reply(PopLine line) {
    return new AccessReply(line.status(), line.code(), line.text(), wire.now());
  }
}

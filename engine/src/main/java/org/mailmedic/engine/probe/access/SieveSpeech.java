package org.mailmedic.engine.probe.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.protocol.access.AccessLimits;
import org.mailmedic.protocol.access.SieveLine;
import org.mailmedic.protocol.sasl.Exchange;
import org.mailmedic.protocol.sasl.Mechanism;
import org.mailmedic.protocol.sasl.SaslFault;

/// ManageSieve (RFC 5804). The greeting is the list of capabilities already.
final class SieveSpeech implements Speech {
  private final Wire wire;
  private List<SieveLine> told = List.of();

  SieveSpeech(Wire wire) {
    this.wire = wire;
  }

  @Override
  public AccessReply greeting() throws BrokenOff {
    told = new ArrayList<>();
    return end(told);
  }

  @Override
  public Offer offer(boolean secured) throws BrokenOff {
    if (secured) {
      told = new ArrayList<>();
      end(told); // RFC 5804 section 2.2: told anew once TLS stands
    }
    List<String> capabilities = new ArrayList<>();
    List<String> mechanisms = new ArrayList<>();
    boolean startTls = false;
    for (SieveLine line : told) {
      String name = line.words().get(0).toUpperCase(Locale.ROOT);
      capabilities.add((name + " " + String.join(" ", rest(line))).strip());
      startTls |= name.equals("STARTTLS");
      if (name.equals("SASL")) {
        for (String word : String.join(" ", rest(line)).split(" +")) {
          if (!word.isEmpty()) {
            mechanisms.add(word.toUpperCase(Locale.ROOT));
          }
        }
      }
    }
    return new Offer(capabilities, mechanisms, startTls, false);
  }

  private static List<String> rest(SieveLine line) {
    return line.words().subList(1, line.words().size());
  }

  @Override
  public AccessReply startTls() throws BrokenOff {
    wire.say("STARTTLS");
    return end(new ArrayList<>());
  }

  @Override
  public AccessReply signIn(Mechanism mechanism, Exchange exchange, Offer offer)
      throws BrokenOff, SaslFault {
    byte[] first = exchange.initial();
    String command = "AUTHENTICATE \"" + mechanism.word() + "\"";
    if (first != null) {
      wire.saySecretly(Said.line(command + " \"", first, "\""), command + " " + HIDDEN);
    } else {
      wire.say(command);
    }
    for (int i = 0; i < AccessLimits.MAX_CAPABILITIES; i++) {
      String line = wire.lineSecretly(true);
      SieveLine read = SieveLine.of(line);
      if (read == null) {
        throw wire.strange(line);
      }
      if (read.last()) {
        String code = read.code();
        // RFC 5804 section 2.1: the server's last word may come with its OK.
        if (code != null && code.startsWith("SASL \"") && code.endsWith("\"")) {
          exchange.answer(Said.decoded(code.substring(6, code.length() - 1)));
          code = null;
        }
        return new AccessReply(read.status(), code, read.text(), wire.now());
      }
      byte[] answer = exchange.answer(Said.decoded(read.words().get(0)));
      wire.saySecretly(Said.line("\"", answer, "\""), HIDDEN);
    }
    throw wire.strange("more than " + AccessLimits.MAX_CAPABILITIES + " lines");
  }

  @Override
  public @Nullable String plainCommand(Offer offer) {
    return null;
  }

  @Override
  public AccessReply signInPlainly(String username, byte[] password) {
    throw new IllegalStateException("ManageSieve has no such command");
  }

  @Override
  public void leave() {
    wire.leave("LOGOUT");
  }

  /// Waits for the line that ends an answer.
  ///
  /// @param before takes the lines before it
  AccessReply end(List<SieveLine> before) throws BrokenOff {
    for (int i = 0; i < AccessLimits.MAX_CAPABILITIES; i++) {
      String line = wire.line();
      SieveLine read = SieveLine.of(line);
      if (read == null) {
        throw wire.strange(line);
      }
      if (read.last()) {
        return new AccessReply(read.status(), read.code(), read.text(), wire.now());
      }
      before.add(read);
    }
    throw wire.strange("more than " + AccessLimits.MAX_CAPABILITIES + " lines");
  }
}

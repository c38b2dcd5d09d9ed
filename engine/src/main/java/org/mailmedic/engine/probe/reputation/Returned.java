package org.mailmedic.engine.probe.reputation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.evidence.ReturnedMessage;
import org.mailmedic.engine.evidence.SendingHosts.Host;
import org.mailmedic.engine.evidence.SendingHosts.Source;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.reply.GivenReplyProbe;
import org.mailmedic.engine.probe.reply.ReturnedMessageProbe;
import org.mailmedic.protocol.ip.IpAddress;

/// What came back tells of the host that sent: receivers write its address into the refusal, and
/// the returned message has it in its `Received` fields.
public final class Returned {
  private Returned() {}

  /// A host and what was said of it.
  private record Told(Host host, String cause, int code, @Nullable String enhanced) {

    /// Whether it is about proofs of origin: SPF, DKIM, DMARC.
    boolean isAboutOrigin() {
      String status = enhanced == null ? "" : enhanced;
      return cause.startsWith("authentication.")
          || code == UNWILLING
          || status.startsWith("5.7.2")
          || status.startsWith("4.7.2");
    }
  }

  /// The reply code that leads to SPF, DKIM and DMARC where it comes alone.
  private static final int UNWILLING = 451;

  /// The hosts that what came back names, each once.
  public static List<Host> hosts(ProbeContext context) throws InterruptedException {
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (Told told : told(context)) {
      if (hosts.size() < ReputationLimits.MAX_RETURNED) {
        hosts.putIfAbsent(told.host().address(), told.host());
      }
    }
    return List.copyOf(hosts.values());
  }

  /// The hosts that it names, where it is about proofs of origin: 451, 5.7.2x, and what is
  /// understood as a word on SPF, DKIM or DMARC. A refusal for other reasons says nothing of
  /// whether the host should have been named.
  public static List<Host> hostsToProve(ProbeContext context) throws InterruptedException {
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (Told told : told(context)) {
      if (told.isAboutOrigin() && hosts.size() < ReputationLimits.MAX_RETURNED) {
        hosts.putIfAbsent(told.host().address(), told.host());
      }
    }
    return List.copyOf(hosts.values());
  }

  /// What came back, as words in which lists may be named; null where nothing did.
  static @Nullable String words(ProbeContext context) throws InterruptedException {
    StringBuilder words = new StringBuilder();
    String error = context.complaint().errorText();
    if (error != null) {
      words.append(error);
    }
    Optional<ReturnedMessage> message = message(context);
    if (message.isPresent()) {
      for (ReturnedMessage.Failure failure : message.get().failures()) {
        words.append('\n').append(failure.diagnostic());
      }
    }
    return words.isEmpty() ? null : words.toString();
  }

  private static List<Told> told(ProbeContext context) throws InterruptedException {
    List<Told> told = new ArrayList<>();
    Optional<ReturnedMessage> message = message(context);
    if (message.isPresent() && !message.get().failures().isEmpty()) {
      ReturnedMessage.Failure first = message.get().failures().getFirst();
      for (String address : message.get().sendingAddresses()) {
        Host host = new Host(address, Source.RETURNED, message.get().helo());
        told.add(new Told(host, first.cause(), first.code(), first.enhanced()));
      }
    }
    String error = context.complaint().errorText();
    Optional<GivenReply> given =
        error == null ? Optional.empty() : context.await(new GivenReplyProbe(error)).observed();
    if (given.isPresent()) {
      for (GivenReply.Said said : given.get().replies()) {
        for (String address : addresses(said.words())) {
          Host host = new Host(address, Source.RETURNED, null);
          told.add(new Told(host, said.cause(), said.code(), said.enhanced()));
        }
      }
    }
    return told;
  }

  private static Optional<ReturnedMessage> message(ProbeContext context)
      throws InterruptedException {
    String text = context.complaint().returned();
    return text == null
        ? Optional.empty()
        : context.await(new ReturnedMessageProbe(text)).observed();
  }

  /// The IP addresses in a text, in order, each once.
  static List<String> addresses(String text) {
    List<String> found = new ArrayList<>();
    int begin = 0;
    while (begin < text.length()) {
      int end = begin;
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      if (end > begin && !isLetter(text, begin - 1) && !isLetter(text, end)) {
        String address = address(text.substring(begin, end));
        if (!address.isEmpty() && !found.contains(address)) {
          found.add(address);
        }
      }
      begin = end + 1;
    }
    return found;
  }

  private static String address(String token) {
    String trimmed = token;
    while (trimmed.endsWith(".") || (trimmed.endsWith(":") && !trimmed.endsWith("::"))) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    int colon = trimmed.indexOf(':');
    if (colon > 0 && trimmed.indexOf('.') > 0 && trimmed.indexOf('.') < colon) {
      trimmed = trimmed.substring(0, colon); // an IPv4 address and a port
    }
    IpAddress address = IpAddress.parse(trimmed);
    boolean nothing = address == null || (address.high() == 0 && address.low() >>> 24 == 0);
    return nothing || address == null ? "" : address.unmapped().toString();
  }

  private static boolean isPart(char c) {
    return c == '.' || c == ':' || (c < 128 && Character.digit(c, 16) >= 0);
  }

  private static boolean isLetter(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-');
  }
}

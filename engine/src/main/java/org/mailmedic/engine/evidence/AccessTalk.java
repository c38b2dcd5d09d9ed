package org.mailmedic.engine.evidence;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;

/// A talk with a server of a mail program, up to what it offers and never to a sign-in. Key
/// subject: `host:port/protocol/security`.
///
/// @param protocol what is spoken
/// @param host the name that people type, without trailing dot; also the name that the certificate
///   should have
/// @param port the port
/// @param security how the connection was to be encrypted
/// @param lookUp how the look-up of the host's addresses ended where it brought none: as in
///   DnsAnswer.Status, or `BOGUS`; null where it brought some
/// @param dials what came of connecting to each address
/// @param address the one that was talked with; null where none took the connection
/// @param greeting the server's first words; null where none came
/// @param inTheClear what it offers before TLS; null where TLS came first, or it came to nothing
/// @param startTls the answer to STARTTLS or STLS; null where it was not asked
/// @param tls what the handshake brought; null where it was not begun
/// @param underTls what it offers under TLS; null where it came to nothing
/// @param breakOff how it ended before we ended it; null where it did not
/// @param transcript what went over the wire
public record AccessTalk(
    AccessProtocol protocol,
    String host,
    int port,
    Security security,
    @Nullable String lookUp,
    List<Dial> dials,
    @Nullable String address,
    @Nullable AccessReply greeting,
    @Nullable Offer inTheClear,
    @Nullable AccessReply startTls,
    @Nullable TlsSeen tls,
    @Nullable Offer underTls,
    @Nullable BreakOff breakOff,
    List<TranscriptLine> transcript)
    implements Evidence {
  public AccessTalk {
    dials = List.copyOf(dials);
    transcript = List.copyOf(transcript);
  }

  /// The key of a talk with this server.
  public static EvidenceKey<AccessTalk> key(
      AccessProtocol protocol, String host, int port, Security security) {
    return new EvidenceKey<>(AccessTalk.class, subject(protocol, host, port, security));
  }

  static String subject(AccessProtocol protocol, String host, int port, Security security) {
    return (host + ":" + port + "/" + protocol + "/" + security).toLowerCase(Locale.ROOT);
  }

  /// What came of connecting to one address.
  ///
  /// @param millis how long it took or was tried
  /// @param detail what the system said; null where it said nothing
  public record Dial(String address, Answer answer, long millis, @Nullable String detail) {}

  /// What an address answers.
  public enum Answer {
    CONNECTED,
    REFUSED,
    TIMEOUT,
    /// No route to it.
    UNREACHABLE,
    /// This machine has no address of that family.
    NO_FAMILY,
    /// Policy forbids connecting to it from here.
    FORBIDDEN,
    /// No place under the caps.
    CAPPED
  }

  /// What a server offers.
  ///
  /// @param capabilities as sent, keyword in upper case, each with its parameters
  /// @param mechanisms the ways to sign in that are announced, in upper case: SASL mechanisms, and
  ///   of POP3 `USER` and `APOP`
  /// @param startTls whether TLS may be put on
  /// @param loginDisabled whether the plain LOGIN command is declared to be off (RFC 9051 section
  ///   6.2.3)
  public record Offer(
      List<String> capabilities, List<String> mechanisms, boolean startTls, boolean loginDisabled) {
    public Offer {
      capabilities = List.copyOf(capabilities);
      mechanisms = List.copyOf(mechanisms);
    }
  }

  /// Where and how a talk ended before we ended it.
  ///
  /// @param afterMs how long we had waited for that, milliseconds
  /// @param detail what was seen instead, or what the system said; null where there is nothing
  public record BreakOff(Stage stage, Kind kind, long afterMs, @Nullable String detail) {}

  /// Stages of a talk, in order.
  public enum Stage {
    CONNECT,
    TLS,
    GREETING,
    CAPABILITIES,
    STARTTLS,
    CAPABILITIES_UNDER_TLS,
    SIGN_IN,
    MAILBOX,
    ENVELOPE
  }

  /// Ways of ending.
  public enum Kind {
    /// No address took the connection.
    NO_CONNECTION,
    /// No whole answer in time; the connection stands.
    TIMEOUT,
    /// The server closed or reset the connection.
    CLOSED,
    /// What came is not of the protocol, or more than was asked for.
    NOT_THE_PROTOCOL,
    /// Longer than any answer may be.
    TOO_LONG,
    /// TLS was begun and could not be set up.
    TLS_FAILED
  }

  /// Whether a TCP connection stood.
  public boolean connected() {
    return address != null;
  }

  /// Whether the DNS denies that the host has an address.
  public boolean nameless() {
    return "NXDOMAIN".equals(lookUp) || "NODATA".equals(lookUp);
  }

  /// What the server offers in the end: under TLS where TLS stands.
  public @Nullable Offer offer() {
    return underTls != null ? underTls : tls == null ? inTheClear : null;
  }

  /// Whether the server greeted, is encrypted as it was to be, and told what it offers.
  public boolean whole() {
    return offer() != null && (security == Security.NONE || underTls != null);
  }

  /// False where we only know that we waited, or could not look the host up.
  @Override
  public boolean settled() {
    if (lookUp != null) {
      return false; // a rule says so where the name should be there
    }
    if (!connected()) {
      return dials.stream().allMatch(dial -> dial.answer() == Answer.REFUSED);
    }
    return breakOff == null || breakOff.kind() != Kind.TIMEOUT;
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return lookUp == null ? Attempt.Reason.DEADLINE : Attempt.Reason.ofLookup(lookUp);
  }

  @Override
  public String kind() {
    return protocol.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(protocol.shown());
    line.append(' ').append(host).append(':').append(port);
    if (lookUp != null) {
      return line.append(' ').append(lookUp).toString();
    }
    if (address == null) {
      for (Dial dial : dials) {
        line.append(" [").append(dial.address()).append("] ").append(dial.answer());
      }
      return line.toString();
    }
    if (tls != null) {
      line.append(' ').append(tls.completed() ? tls.protocol() : "TLS: " + tls.failure());
    }
    if (greeting != null) {
      line.append(' ').append(greeting.oneLine());
    }
    Offer offer = offer();
    if (offer != null && !offer.mechanisms().isEmpty()) {
      line.append(", ").append(String.join(" ", offer.mechanisms()));
    }
    if (breakOff != null) {
      line.append(", ").append(breakOff.stage()).append(' ').append(breakOff.kind());
    }
    return line.toString();
  }
}

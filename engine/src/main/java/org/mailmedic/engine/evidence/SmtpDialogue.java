package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dialogue with one address of an MX host, up to RCPT and never to DATA. Key subject:
/// `host/address`. A server that puts an end to it by a reply has no break-off: its reply is the
/// last one that is not null.
///
/// @param domain the domain that is diagnosed
/// @param host the MX host, lower case, without trailing dot
/// @param address the IP address in text form
/// @param port the port that was asked
/// @param connectMs how long connecting took, milliseconds; where it failed, how long it was tried
/// @param greeting the first reply; null where none came
/// @param greetingMs how long the greeting took from the moment the connection stood; where none
///   came, how long it was waited for
/// @param ehlo the reply to EHLO, or to HELO where EHLO was refused
/// @param extensions what the server offers (RFC 1869): keyword and parameters, keyword in upper
///   case, before TLS
/// @param startTlsOffered whether STARTTLS was among them
/// @param startTls the reply to STARTTLS; null where it was not asked
/// @param tls what the handshake brought; null where it was not begun
/// @param tlsGivenUp whether, after STARTTLS failed, the rest was asked on a second connection
///   without TLS, as senders do
/// @param ehloAfterTls the reply to EHLO under TLS
/// @param extensionsAfterTls what the server offers under TLS
/// @param sender the reverse-path of MAIL; empty: the null reverse-path
/// @param mail the reply to MAIL
/// @param recipient whom RCPT named; null where it did not come to that
/// @param recipientKind whether that was the address complained of or the domain's postmaster
/// @param rcpt the reply to RCPT
/// @param breakOff how it ended before we ended it; null where it did not
/// @param firstTry how the first try ended, where a temporary fault made us try a second time; null
///   otherwise
/// @param firstTryReply the refusing reply of the first try; null where there is none
/// @param transcript what went over the wire, first try included
public record SmtpDialogue(
    String domain,
    String host,
    String address,
    int port,
    long connectMs,
    @Nullable SmtpReply greeting,
    long greetingMs,
    @Nullable SmtpReply ehlo,
    List<String> extensions,
    boolean startTlsOffered,
    @Nullable SmtpReply startTls,
    @Nullable TlsSeen tls,
    boolean tlsGivenUp,
    @Nullable SmtpReply ehloAfterTls,
    List<String> extensionsAfterTls,
    String sender,
    @Nullable SmtpReply mail,
    @Nullable String recipient,
    RecipientKind recipientKind,
    @Nullable SmtpReply rcpt,
    @Nullable SmtpBreakOff breakOff,
    @Nullable SmtpBreakOff firstTry,
    @Nullable SmtpReply firstTryReply,
    List<TranscriptLine> transcript)
    implements Evidence {
  public SmtpDialogue {
    extensions = List.copyOf(extensions);
    extensionsAfterTls = List.copyOf(extensionsAfterTls);
    transcript = List.copyOf(transcript);
  }

  /// The key of a dialogue with this address of this host.
  public static EvidenceKey<SmtpDialogue> key(String host, String address) {
    return new EvidenceKey<>(SmtpDialogue.class, host + "/" + address);
  }

  /// Whether a TCP connection stood.
  public boolean connected() {
    return breakOff == null || breakOff.stage() != SmtpBreakOff.Stage.CONNECT;
  }

  /// Whether the server took the recipient.
  public boolean accepted() {
    return rcpt != null && rcpt.positive();
  }

  /// False where we only know that we waited, or that TLS failed and could ask nothing without it.
  @Override
  public boolean settled() {
    return breakOff == null
        || switch (breakOff.kind()) {
          case TIMEOUT, UNREACHABLE, TLS_FAILED -> false;
          case REFUSED, CLOSED, NOT_SMTP, TOO_LONG -> true;
        };
  }

  @Override
  public String kind() {
    return "smtp";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(host);
    line.append(" [").append(address).append("]:").append(port);
    if (greeting != null) {
      line.append(' ').append(greeting.code());
    }
    if (tls != null) {
      line.append(' ').append(tls.completed() ? tls.protocol() : "STARTTLS failed");
    } else if (ehlo != null && ehlo.positive() && !startTlsOffered) {
      line.append(" no STARTTLS");
    }
    SmtpReply last = lastReply();
    if (last != null && !last.equals(greeting)) {
      line.append(", ").append(lastCommand());
    }
    if (last != null) {
      line.append(" → ").append(last.oneLine());
    }
    if (breakOff != null) {
      line.append(", ").append(breakOff.stage()).append(' ').append(breakOff.kind());
      if (breakOff.detail() != null) {
        line.append(": ").append(breakOff.detail());
      }
    }
    return line.toString();
  }

  /// The last reply that came; null where none did.
  public @Nullable SmtpReply lastReply() {
    SmtpReply last = null;
    for (SmtpReply reply : new SmtpReply[] {greeting, ehlo, startTls, ehloAfterTls, mail, rcpt}) {
      last = reply == null ? last : reply;
    }
    return last;
  }

  private String lastCommand() {
    if (rcpt != null) {
      return "RCPT TO:<" + recipient + ">";
    }
    return mail != null ? "MAIL FROM:<" + sender + ">" : "EHLO";
  }

  /// Whom RCPT named.
  public enum RecipientKind {
    /// The address that the complaint is about.
    ADDRESS,
    /// The domain's postmaster, which every domain must take mail for (RFC 5321 section 4.5.1).
    POSTMASTER
  }
}

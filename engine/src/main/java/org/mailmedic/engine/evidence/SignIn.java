package org.mailmedic.engine.evidence;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessTalk.BreakOff;

/// A sign-in, the only one of its protocol in a diagnosis. Holds neither the password nor anything
/// made from it. Key subject: the protocol.
///
/// @param protocol what is spoken
/// @param host, port, security where
/// @param username as it was sent
/// @param usernameKnown whether that is the form that the service is known to want
/// @param mechanism the way that was taken: a SASL mechanism, or `USER`, `LOGIN` for the commands
/// @param reply the server's last word on the sign-in; null where none came
/// @param accepted whether it let us in, and proved itself where the mechanism has it do so
/// @param mailbox what it told of the mailbox; null where it told nothing
/// @param mail the answer to MAIL with the account's address; null where it was not asked
/// @param rcpt the answer to RCPT with the same; null where it was not asked
/// @param breakOff how it ended before we ended it; null where it did not
/// @param transcript what went over the wire, `[password]` for what is secret
public record SignIn(
    AccessProtocol protocol,
    String host,
    int port,
    Security security,
    String username,
    boolean usernameKnown,
    String mechanism,
    @Nullable AccessReply reply,
    boolean accepted,
    @Nullable Mailbox mailbox,
    @Nullable AccessReply mail,
    @Nullable AccessReply rcpt,
    @Nullable BreakOff breakOff,
    List<TranscriptLine> transcript)
    implements Evidence {
  public SignIn {
    transcript = List.copyOf(transcript);
  }

  /// The key of the sign-in by a protocol.
  public static EvidenceKey<SignIn> key(AccessProtocol protocol) {
    return new EvidenceKey<>(SignIn.class, protocol.name().toLowerCase(Locale.ROOT));
  }

  /// How full the mailbox is (RFC 9208).
  ///
  /// @param usedBytes how much is used
  /// @param limitBytes how much may be
  public record Mailbox(long usedBytes, long limitBytes) {

    /// How much of it is used, in whole percent.
    public int percent() {
      return limitBytes <= 0 ? 0 : (int) Math.min(1_000, usedBytes * 100 / limitBytes);
    }
  }

  /// Whether the server said no.
  public boolean refused() {
    return !accepted && reply != null && !reply.positive();
  }

  /// False where the server never said whether it lets us in.
  @Override
  public boolean settled() {
    return accepted || refused();
  }

  @Override
  public String kind() {
    return protocol.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(protocol.shown());
    line.append(' ').append(host).append(':').append(port).append(' ').append(mechanism);
    line.append(' ').append(username).append(" →");
    if (reply != null) {
      line.append(' ').append(reply.oneLine());
    }
    if (mailbox != null) {
      line.append(", ").append(mailbox.usedBytes()).append('/').append(mailbox.limitBytes());
    }
    if (mail != null && !mail.positive()) {
      line.append(", MAIL → ").append(mail.oneLine());
    }
    if (rcpt != null) {
      line.append(", RCPT → ").append(rcpt.oneLine());
    }
    if (breakOff != null) {
      line.append(", ").append(breakOff.stage()).append(' ').append(breakOff.kind());
    }
    return line.toString();
  }
}

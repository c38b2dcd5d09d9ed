package org.mailmedic.engine.evidence;

import org.jspecify.annotations.Nullable;

/// Whether an MX host takes a recipient of a reserved domain (RFC 2606) that it has no business
/// with; nothing is ever sent. Key subject: `host/address`.
///
/// @param host the MX host
/// @param address the IP address in text form
/// @param sender the reverse-path of MAIL; empty: the null reverse-path
/// @param recipient whom RCPT named
/// @param mail, rcpt the replies; null where it did not come to that
/// @param refusal the reply at greeting or EHLO that put an end to it before; null otherwise
/// @param breakOff how it ended before we ended it; null where it did not
public record RelayAttempt(
    String host,
    String address,
    String sender,
    String recipient,
    @Nullable SmtpReply mail,
    @Nullable SmtpReply rcpt,
    @Nullable SmtpReply refusal,
    @Nullable SmtpBreakOff breakOff)
    implements Evidence {

  /// The key of an attempt at this address of this host.
  public static EvidenceKey<RelayAttempt> key(String host, String address) {
    return new EvidenceKey<>(RelayAttempt.class, host + "/" + address);
  }

  @Override
  public boolean settled() {
    return breakOff == null;
  }

  /// A server that hangs up refuses to tell; only silence is a matter of time.
  @Override
  public Attempt.Reason unsettledBecause() {
    return breakOff != null && breakOff.kind() == SmtpBreakOff.Kind.TIMEOUT
        ? Attempt.Reason.DEADLINE
        : Attempt.Reason.REFUSED;
  }

  @Override
  public String kind() {
    return "smtp";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(host).append(" [").append(address).append(']');
    line.append(" RCPT TO:<").append(recipient).append(">");
    SmtpReply last = rcpt != null ? rcpt : mail != null ? mail : refusal;
    if (last != null) {
      line.append(" → ").append(last.oneLine());
    }
    if (breakOff != null) {
      line.append(", ").append(breakOff.stage()).append(' ').append(breakOff.kind());
    }
    return line.toString();
  }
}

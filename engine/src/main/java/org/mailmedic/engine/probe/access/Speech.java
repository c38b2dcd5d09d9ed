package org.mailmedic.engine.probe.access;

import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.protocol.sasl.Exchange;
import org.mailmedic.protocol.sasl.Mechanism;
import org.mailmedic.protocol.sasl.SaslFault;

/// How one protocol is spoken over a wire.
interface Speech {
  /// What stands in a transcript for what nobody may see.
  String HIDDEN = "[password]";

  /// The server's first words.
  AccessReply greeting() throws BrokenOff;

  /// What the server offers.
  ///
  /// @param secured whether TLS was put on by [#startTls] just before
  Offer offer(boolean secured) throws BrokenOff;

  /// Asks to put TLS on.
  AccessReply startTls() throws BrokenOff;

  /// Signs in by a mechanism; once, whatever comes.
  ///
  /// @return the server's word on it
  /// @throws SaslFault where the server does not play by the mechanism's rules
  AccessReply signIn(Mechanism mechanism, Exchange exchange, Offer offer)
      throws BrokenOff, SaslFault;

  /// Signs in by the protocol's own command, for servers without mechanisms.
  ///
  /// @param password its bytes, which the caller clears
  AccessReply signInPlainly(String username, byte[] password) throws BrokenOff;

  /// The word for the protocol's own command, where this server has it; null where not.
  @Nullable String plainCommand(Offer offer);

  /// Takes leave.
  void leave();

  /// The speech of a protocol.
  static Speech of(AccessProtocol protocol, Wire wire) {
    return switch (protocol) {
      case IMAP -> new ImapSpeech(wire);
      case POP3 -> new PopSpeech(wire);
      case SUBMISSION -> new SubmissionSpeech(wire);
      case MANAGESIEVE -> new SieveSpeech(wire);
      case JMAP -> throw new IllegalArgumentException("JMAP is spoken over HTTP");
    };
  }
}

package org.mailmedic.engine.probe.access;

import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.Offer;

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

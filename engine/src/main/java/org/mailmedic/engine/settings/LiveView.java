package org.mailmedic.engine.settings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.rule.tls.HostName;

/// What a talk with a server says to somebody who is about to type its name into a program.
final class LiveView {
  private LiveView() {}

  /// @param at when it was looked
  static Live of(Attempt<AccessTalk> attempt, Instant at) {
    return switch (attempt) {
      case Attempt.Observed<AccessTalk>(AccessTalk talk) -> of(talk, at);
      case Attempt.Unobserved<AccessTalk>(Attempt.Reason reason, String detail) ->
          Live.unseen(reason);
      case Attempt.NotTried<AccessTalk> notTried -> Live.NOT_LOOKED;
    };
  }

  private static Live of(AccessTalk talk, Instant at) {
    if (talk.lookUp() != null) {
      return talk.nameless()
          ? plain(Live.State.NO_ADDRESS, talk.lookUp())
          : Live.unseen(talk.unsettledBecause());
    }
    if (!talk.connected()) {
      return notConnected(talk);
    }
    TlsSeen tls = talk.tls();
    Live.Certificate certificate =
        tls != null && tls.completed() ? certificate(tls, talk.host(), at) : null;
    AccessTalk.Offer offer = talk.offer();
    List<String> mechanisms = offer == null ? List.of() : mechanisms(talk.protocol(), offer);
    return new Live(
        state(talk, certificate, mechanisms), certificate, mechanisms, null, talk.address());
  }

  private static Live notConnected(AccessTalk talk) {
    for (AccessTalk.Dial dial : talk.dials()) {
      if (dial.answer() == AccessTalk.Answer.REFUSED
          || dial.answer() == AccessTalk.Answer.TIMEOUT
          || dial.answer() == AccessTalk.Answer.UNREACHABLE) {
        return plain(Live.State.NO_CONNECTION, dial.address());
      }
    }
    return Live.unseen(Attempt.Reason.SOURCE_FAILED);
  }

  private static Live plain(Live.State state, @Nullable String seen) {
    return new Live(state, null, List.of(), null, seen);
  }

  private static Live.State state(
      AccessTalk talk, Live.@Nullable Certificate certificate, List<String> mechanisms) {
    boolean tlsFailed = talk.tls() != null && certificate == null;
    boolean notOffered =
        talk.security() == Security.STARTTLS && talk.tls() == null && talk.inTheClear() != null;
    if (tlsFailed || notOffered) {
      return Live.State.NOT_ENCRYPTED;
    }
    if (!talk.whole()) {
      return Live.State.BROKEN;
    }
    if (certificate != null && certificate != Live.Certificate.RIGHT) {
      return Live.State.BAD_CERTIFICATE;
    }
    return mechanisms.isEmpty() ? Live.State.NO_SIGN_IN : Live.State.VERIFIED;
  }

  private static Live.Certificate certificate(TlsSeen tls, String host, Instant at) {
    CertificateSeen own = tls.chain().isEmpty() ? null : tls.chain().getFirst();
    if (own == null || !HostName.matches(own, host)) {
      return Live.Certificate.WRONG_NAME;
    }
    if (tls.outOfDate() || own.notAfter().isBefore(at) || own.notBefore().isAfter(at)) {
      return Live.Certificate.OUT_OF_DATE;
    }
    return tls.trusted() ? Live.Certificate.RIGHT : Live.Certificate.UNTRUSTED;
  }

  /// IMAP has the command LOGIN where it is not declared to be off (RFC 9051 section 6.2.3).
  private static List<String> mechanisms(AccessProtocol protocol, AccessTalk.Offer offer) {
    boolean command =
        protocol == AccessProtocol.IMAP && offer.mechanisms().isEmpty() && !offer.loginDisabled();
    return command ? List.of("LOGIN") : offer.mechanisms();
  }
}

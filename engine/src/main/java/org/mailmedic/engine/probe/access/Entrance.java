package org.mailmedic.engine.probe.access;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.evidence.AccessReply;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.engine.evidence.AccessTalk.Stage;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.protocol.sasl.Exchange;
import org.mailmedic.protocol.sasl.Mechanism;
import org.mailmedic.protocol.sasl.SaslFault;

/// The way into a server that has let us in before in this diagnosis: the same again.
final class Entrance {
  private Entrance() {}

  /// Whether we are in.
  static boolean enter(SignIn before, Speech speech, Wire wire, Password password)
      throws BrokenOff, SaslFault {
    Offer offer = secured(before, speech, wire);
    // Never without TLS, and never to somebody else than the name says.
    if (offer == null || wire.tls() == null || !wire.tls().good()) {
      return false;
    }
    wire.stage(Stage.SIGN_IN);
    wire.hide(password);
    byte[] secret = password.utf8();
    try {
      return signIn(before.username(), speech, wire, offer, secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static @Nullable Offer secured(SignIn before, Speech speech, Wire wire) throws BrokenOff {
    if (before.security() == Security.TLS) {
      wire.secure(before.host());
    }
    wire.stage(Stage.GREETING);
    if (!speech.greeting().positive()) {
      return null;
    }
    wire.stage(Stage.CAPABILITIES);
    Offer offer = speech.offer(false);
    if (before.security() == Security.TLS) {
      return offer;
    }
    wire.stage(Stage.STARTTLS);
    if (!offer.startTls() || !speech.startTls().positive()) {
      return null;
    }
    wire.secure(before.host());
    wire.stage(Stage.CAPABILITIES_UNDER_TLS);
    return speech.offer(true);
  }

  private static boolean signIn(
      String username, Speech speech, Wire wire, Offer offer, byte[] secret)
      throws BrokenOff, SaslFault {
    byte[] binding = wire.serverEndPoint();
    Optional<Mechanism> best = Mechanism.best(offer.mechanisms(), binding != null);
    if (best.isPresent()) {
      Exchange exchange = best.get().begin(username, secret, binding);
      AccessReply said = speech.signIn(best.get(), exchange, offer);
      return said.positive() && exchange.serverProven();
    }
    return speech.plainCommand(offer) != null && speech.signInPlainly(username, secret).positive();
  }
}

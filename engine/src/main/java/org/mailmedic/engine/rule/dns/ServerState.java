package org.mailmedic.engine.rule.dns;

import java.util.List;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.evidence.ZoneDelegation.NameServer;

/// How one name server answers for the zone, all its addresses taken together: the best counts.
enum ServerState {
  GOOD("good"),
  /// It answers and holds no such zone.
  NOT_AUTHORITATIVE("not_authoritative"),
  REFUSING("refused"),
  /// It answers with SERVFAIL or another error.
  FAILING("servfail"),
  SILENT("timeout"),
  /// Its name has no address.
  UNRESOLVABLE("unresolvable"),
  /// It could not be asked from here.
  UNSEEN("unseen");

  private final String word;

  ServerState(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  boolean bad() {
    return this != GOOD && this != UNSEEN;
  }

  /// @param ipv6 whether IPv6 is known to work from here
  /// @param tcpSuffices whether the resolver gets at the domain though a server keeps silent over
  ///   UDP, which most resolvers give up on (RFC 7766 section 5 lets them)
  static ServerState of(
      NameServer server, List<Observation<ServerView>> views, boolean ipv6, boolean tcpSuffices) {
    if (server.addresses().isEmpty()) {
      boolean none =
          server.addressStatus().equals("NXDOMAIN") || server.addressStatus().equals("NODATA");
      return none ? UNRESOLVABLE : UNSEEN;
    }
    ServerState best = UNSEEN;
    for (Observation<ServerView> observation : views) {
      ServerView view = observation.attempt().observed().orElse(null);
      ServerState state = view == null ? UNSEEN : of(view, ipv6, tcpSuffices);
      if (best == UNSEEN || (state != UNSEEN && state.compareTo(best) < 0)) {
        best = state;
      }
    }
    return best;
  }

  private static ServerState of(ServerView view, boolean ipv6, boolean tcpSuffices) {
    ServerView.Reply reply = view.udp().silent() ? view.tcp() : view.udp();
    if (view.udp().healthy() || view.tcp().healthy()) {
      return view.udp().silent() && !tcpSuffices ? SILENT : GOOD;
    }
    return switch (reply.status()) {
      case "REFUSED" -> REFUSING;
      case "SERVFAIL", "ERROR" -> FAILING;
      // A connection that ends without an answer, after silence over UDP, is no answer either.
      case "MALFORMED" -> view.udp().silent() ? SILENT : FAILING;
      case "TIMEOUT", "UNREACHABLE" -> view.address().indexOf(':') >= 0 && !ipv6 ? UNSEEN : SILENT;
      case "NOT_ASKED" -> UNSEEN;
      default -> NOT_AUTHORITATIVE;
    };
  }
}

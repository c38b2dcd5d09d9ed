package org.mailmedic.engine.rule.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.AccessTalk.Answer;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.rule.tls.HostName;

/// What was seen live of the servers of mail programs.
final class Talks {
  private final List<Observation<AccessTalk>> all;

  Talks(CaseFile file) {
    this.all = file.all(AccessTalk.class);
  }

  /// The talk with a server in a way; null where it was not seen.
  @Nullable AccessTalk with(AccessProtocol protocol, String host, int port, Security security) {
    return seen(protocol, host).stream()
        .filter(talk -> talk.port() == port && talk.security() == security)
        .findFirst()
        .orElse(null);
  }

  /// Every talk with a host in a protocol that was seen.
  List<AccessTalk> seen(AccessProtocol protocol, String host) {
    List<AccessTalk> seen = new ArrayList<>();
    for (Observation<AccessTalk> observation : all) {
      Optional<AccessTalk> talk = observation.attempt().observed();
      if (talk.isPresent() && talk.get().protocol() == protocol && talk.get().host().equals(host)) {
        seen.add(talk.get());
      }
    }
    return seen;
  }

  /// The observations of the talks with a host.
  List<Observation<AccessTalk>> about(AccessProtocol protocol, String host) {
    return all.stream()
        .filter(observation ->
            observation
                .attempt()
                .observed()
                .filter(talk -> talk.protocol() == protocol && talk.host().equals(host))
                .isPresent())
        .toList();
  }

  /// The addresses of a host that a connection was tried to.
  Set<String> addresses(String host) {
    Set<String> addresses = new HashSet<>();
    for (Observation<AccessTalk> observation : all) {
      observation
          .attempt()
          .observed()
          .filter(talk -> talk.host().equals(host))
          .ifPresent(talk -> talk.dials().forEach(dial -> addresses.add(dial.address())));
    }
    return addresses;
  }

  /// Whether two hosts have an address in common.
  boolean sameMachine(String one, String other) {
    Set<String> common = addresses(one);
    common.retainAll(addresses(other));
    return !common.isEmpty();
  }

  /// Whether a mail program that is set so can sign in there: the server is encrypted as it is to
  /// be and offers a way to sign in.
  static boolean serves(@Nullable AccessTalk talk) {
    if (talk == null || !talk.whole()) {
      return false;
    }
    AccessTalk.Offer offer = talk.offer();
    return offer != null
        && (!offer.mechanisms().isEmpty()
            || (talk.protocol() != AccessProtocol.SUBMISSION && !offer.loginDisabled()));
  }

  /// Whether it is sure that no mail program can be served so: there is no such name, nothing
  /// listens, or what listens is something else.
  static boolean fails(@Nullable AccessTalk talk) {
    if (talk == null) {
      return false;
    }
    if (talk.lookUp() != null) {
      return noSuchName(talk);
    }
    if (!talk.connected()) {
      return !talk.dials().isEmpty()
          && talk.dials().stream()
              .allMatch(dial -> dial.answer() == Answer.REFUSED || dial.answer() == Answer.TIMEOUT);
    }
    return !serves(talk);
  }

  /// Whether the host's name has no address.
  static boolean noSuchName(AccessTalk talk) {
    String lookUp = talk.lookUp();
    return lookUp != null && (lookUp.equals("NXDOMAIN") || lookUp.equals("NODATA"));
  }

  /// The certificate that was shown for another name than the host's; null where it was shown for
  /// this one, or none was.
  static @Nullable CertificateSeen foreignCertificate(AccessTalk talk) {
    TlsSeen tls = talk.tls();
    if (tls == null || tls.chain().isEmpty()) {
      return null;
    }
    CertificateSeen leaf = tls.chain().getFirst();
    return HostName.matches(leaf, talk.host()) ? null : leaf;
  }

  /// A certificate of some talk with the host that is for another name; null where there is none.
  @Nullable CertificateSeen foreignCertificate(AccessProtocol protocol, String host) {
    for (AccessTalk talk : seen(protocol, host)) {
      CertificateSeen foreign = foreignCertificate(talk);
      if (foreign != null) {
        return foreign;
      }
    }
    return null;
  }

  /// Whether some server of these serves mail programs as it is said.
  boolean anyServes(List<Autoconfiguration.Server> servers) {
    return servers.stream()
        .anyMatch(server ->
            serves(with(server.protocol(), server.host(), server.port(), server.security())));
  }
}

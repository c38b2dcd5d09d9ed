package org.mailmedic.engine.rule.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessServers;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.Autoconfiguration.Server;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ProgramSettings;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.knowledge.causes.Level;

/// Judges one server that is set in the mail program against what the service says and what was
/// seen live. What works as it is set is never held against anybody but for the name.
final class ServerJudge {
  static final String SERVER = "settings.wrong-server";
  static final String PORT = "settings.wrong-port";
  static final String ENCRYPTION = "settings.wrong-encryption";

  /// The service is known to want another, and what is set was seen to fail.
  private static final double SEEN = 0.95;

  /// Only the one or the other.
  private static final double LIKELY = 0.85;

  /// A certificate for another name, and nothing known of the service.
  private static final double BY_CERTIFICATE = 0.8;

  private final CaseFile file;
  private final Observation<ProgramSettings> said;
  private final @Nullable Security set;
  private final Talks talks;

  /// @param set the encryption that is set; null where nobody said
  ServerJudge(CaseFile file, Observation<ProgramSettings> said, @Nullable Security set) {
    this.file = file;
    this.said = said;
    this.set = set;
    this.talks = new Talks(file);
  }

  /// The first thing that is wrong with a server; empty where all is well, nothing was set, or
  /// nothing can be said.
  Optional<Finding> judge(AccessProtocol protocol, MailProgram.@Nullable Server server) {
    if (server == null) {
      return Optional.empty();
    }
    return file.seen(AccessServers.class).stream()
        .flatMap(all -> all.servers().stream())
        .filter(one -> one.given() && one.protocol() == protocol)
        .filter(one -> one.host().equals(server.host()))
        .findFirst()
        .flatMap(one -> new One(one, server.port() != 0, Expected.of(file, protocol)).judge());
  }

  private final class One {
    private final AccessProtocol protocol;
    private final String host;
    private final int port;
    private final boolean portSaid;
    private final Security security;
    private final Expected expected;

    /// @param server as it is set; what was not said is what programs take by themselves
    /// @param portSaid whether the port was said
    One(AccessServers.Server server, boolean portSaid, Expected expected) {
      this.protocol = server.protocol();
      this.host = server.host();
      this.port = server.port();
      this.security = server.security();
      this.portSaid = portSaid;
      this.expected = expected;
    }

    Optional<Finding> judge() {
      Finding wrong = server();
      if (wrong == null && portSaid) {
        wrong = port();
      }
      if (wrong == null) {
        wrong = encryption();
      }
      return Optional.ofNullable(wrong);
    }

    private @Nullable AccessTalk asSet() {
      return talks.with(protocol, host, port, security);
    }

    private Found found(String id, double certainty) {
      Found found =
          Found.of(id, host + "/" + protocol.name().toLowerCase(Locale.ROOT))
              .certainty(certainty)
              .with("protocol", protocol.shown())
              .on(said);
      file.find(Autoconfiguration.key(file.complaint().domain())).ifPresent(found::on);
      return found.on(talks.about(protocol, host));
    }

    // --- server

    private @Nullable Finding server() {
      boolean gone = talks.seen(protocol, host).stream().anyMatch(Talks::noSuchName);
      if (!expected.known()) {
        return gone ? wrongServer(LIKELY, null) : byCertificate();
      }
      if (expected.names(host)) {
        return null;
      }
      if (anotherNameOfTheirs()) {
        CertificateSeen foreign = talks.foreignCertificate(protocol, host);
        return foreign == null ? null : wrongServer(SEEN, names(expected));
      }
      if (gone) {
        return wrongServer(SEEN, names(expected));
      }
      // Whatever answers there is not the account's, as far as the service is known; but a domain
      // may well have a name for it that nobody published.
      boolean works = Talks.serves(asSet()) && talks.foreignCertificate(protocol, host) == null;
      boolean profiled = expected.certainty() > LIKELY;
      if (works && !profiled) {
        return null;
      }
      return wrongServer(
          Math.min(expected.certainty(), Talks.fails(asSet()) ? SEEN : LIKELY), names(expected));
    }

    /// A name in the domain whose server has a certificate for another name (verdict 17).
    private @Nullable Finding byCertificate() {
      String domain = file.complaint().domain();
      CertificateSeen foreign = talks.foreignCertificate(protocol, host);
      if (foreign == null || !(host.equals(domain) || host.endsWith("." + domain))) {
        return null;
      }
      List<String> own =
          foreign.dnsNames().stream()
              .filter(name -> !name.startsWith("*"))
              .limit(1)
              .map(name -> name + ":" + port)
              .toList();
      return wrongServer(BY_CERTIFICATE, own.isEmpty() ? null : own);
    }

    private boolean anotherNameOfTheirs() {
      return expected.servers().stream().anyMatch(known -> talks.sameMachine(known.host(), host));
    }

    private Finding wrongServer(double certainty, @Nullable List<String> right) {
      return found(SERVER, certainty)
          .with("address", file.complaint().address())
          .with("server", host)
          .with("expected", right)
          .build();
    }

    private @Nullable List<String> names(Expected known) {
      // The one with the encryption that is set first: then one thing is to be changed.
      List<Server> order = new ArrayList<>(known.servers());
      order.sort(java.util.Comparator.comparing(server -> server.security() != security));
      return Expected.shown(set == null ? known.servers() : order.subList(0, 1));
    }

    // --- port

    private @Nullable Finding port() {
      List<Server> right = rightHere();
      if (right.stream().anyMatch(known -> known.port() == port) || anySecurityServes()) {
        return null;
      }
      AccessTalk here = asSet();
      if (right.isEmpty() || (here != null && !Talks.fails(here) && !expected.known())) {
        return null;
      }
      boolean failed = Talks.fails(here);
      return found(PORT, failed ? SEEN : LIKELY)
          .with("host", host)
          .with("port", (long) port)
          .with("expected", Expected.ports(right))
          .build();
    }

    private boolean anySecurityServes() {
      for (Security one : Security.values()) {
        if (Talks.serves(talks.with(protocol, host, port, one))) {
          return true;
        }
      }
      return false;
    }

    /// What is right at this host: as the service says, else what was seen to work at the usual
    /// ports.
    private List<Server> rightHere() {
      if (expected.known()) {
        return expected.at(host);
      }
      List<Server> working = new ArrayList<>();
      for (AccessTalk talk : talks.seen(protocol, host)) {
        if (Talks.serves(talk)) {
          working.add(new Server(protocol, host, talk.port(), talk.security(), null, List.of()));
        }
      }
      return working;
    }

    // --- encryption

    private @Nullable Finding encryption() {
      if (set == null) {
        return null;
      }
      List<Server> right =
          rightHere().stream().filter(known -> !portSaid || known.port() == port).toList();
      boolean wanted = right.stream().anyMatch(known -> known.security() == security);
      if (wanted || (right.isEmpty() && working().isEmpty())) {
        return null;
      }
      AccessTalk here = asSet();
      if (Talks.serves(here)) {
        // It works, and the password crosses the network for all to read.
        return security == Security.NONE && !right.isEmpty() ? wrong(right, Level.AT_RISK) : null;
      }
      return wrong(right, Level.BROKEN);
    }

    private List<Server> working() {
      List<Server> working = new ArrayList<>();
      for (Security one : Security.values()) {
        if (one != security && Talks.serves(talks.with(protocol, host, port, one))) {
          working.add(new Server(protocol, host, port, one, null, List.of()));
        }
      }
      return working;
    }

    private Finding wrong(List<Server> right, Level level) {
      Server first = right.isEmpty() ? working().getFirst() : right.getFirst();
      return found(ENCRYPTION, Talks.fails(asSet()) ? SEEN : LIKELY)
          .level(level)
          .with("host", host)
          .with("port", (long) first.port())
          .with("expected", first.security().name().toLowerCase(Locale.ROOT))
          .build();
    }
  }
}

package org.mailmedic.engine.probe.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessServers;
import org.mailmedic.engine.evidence.AccessServers.Server;
import org.mailmedic.engine.evidence.AccessServers.Source;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.knowledge.providers.ProviderProfile.Endpoint;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/// Which servers the account's mail programs talk with: those of the service's profile, else those
/// that the domain publishes, and besides those that the person has set.
///
/// @param domain without trailing dot
/// @param service which service holds the account
public record AccessServersProbe(String domain, ServiceDetectionProbe service)
    implements Probe<AccessServers> {
  /// Below this it is a guess that the service holds the account.
  private static final double SURE = 0.9;

  /// The SRV names of RFC 6186 section 3 and RFC 8314 section 5.1, the recommended first.
  private static final List<Published> PUBLISHED =
      List.of(
          new Published("_imaps._tcp.", AccessProtocol.IMAP, Security.TLS),
          new Published("_imap._tcp.", AccessProtocol.IMAP, Security.STARTTLS),
          new Published("_pop3s._tcp.", AccessProtocol.POP3, Security.TLS),
          new Published("_pop3._tcp.", AccessProtocol.POP3, Security.STARTTLS),
          new Published("_submissions._tcp.", AccessProtocol.SUBMISSION, Security.TLS),
          new Published("_submission._tcp.", AccessProtocol.SUBMISSION, Security.STARTTLS));

  /// RFC 5804 section 1.8, RFC 8620 section 2.2: asked for where somebody signs in.
  private static final List<Published> BESIDE =
      List.of(
          new Published("_sieve._tcp.", AccessProtocol.MANAGESIEVE, Security.STARTTLS),
          new Published("_jmap._tcp.", AccessProtocol.JMAP, Security.TLS));

  private record Published(String prefix, AccessProtocol protocol, Security security) {}

  @Override
  public String checkId() {
    return "login.servers";
  }

  @Override
  public EvidenceKey<AccessServers> key() {
    return AccessServers.key(domain);
  }

  @Override
  public Attempt<AccessServers> run(ProbeContext context) throws InterruptedException {
    Complaint complaint = context.complaint();
    Map<Published, FutureTask<DnsAnswer>> asked = new LinkedHashMap<>();
    if (complaint.signIn()) {
      ask(context, BESIDE, asked);
    }
    ServiceDetection held = context.await(service).observed().orElse(null);
    ProviderProfile profile =
        held == null ? null : service.providers().find(held.id()).orElse(null);
    List<Server> servers = new ArrayList<>();
    if (profile != null) {
      addAll(servers, AccessProtocol.IMAP, profile.imap());
      addAll(servers, AccessProtocol.POP3, profile.pop());
      addAll(servers, AccessProtocol.SUBMISSION, profile.submission());
    }
    if (servers.isEmpty()) {
      ask(context, PUBLISHED, asked);
    }
    boolean unseen = false;
    for (Map.Entry<Published, FutureTask<DnsAnswer>> one : asked.entrySet()) {
      DnsAnswer answer = Lookups.join(one.getValue());
      unseen |= !answer.settled();
      addAll(servers, one.getKey(), answer);
    }
    List<Server> all = withGiven(servers, complaint.program());
    if (all.isEmpty()) {
      return unseen
          ? new Attempt.Unobserved<>(Attempt.Reason.SOURCE_FAILED, null)
          : new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null);
    }
    boolean sure = profile == null || held == null || held.confidence() >= SURE;
    String username =
        profile == null ? null : profile.usernameIsAddress() ? "address" : "local-part";
    return new Attempt.Observed<>(new AccessServers(domain, all, username, sure));
  }

  private void ask(
      ProbeContext context, List<Published> names, Map<Published, FutureTask<DnsAnswer>> asked) {
    for (Published name : names) {
      asked.put(
          name,
          Lookups.start(() ->
              context.world().dns().lookup(name.prefix() + domain, Type.SRV, context.deadline())));
    }
  }

  private static void addAll(
      List<Server> servers, AccessProtocol protocol, List<Endpoint> endpoints) {
    int added = 0;
    for (Endpoint endpoint : endpoints) {
      // Where part of the name differs from account to account, only the panel knows it.
      if (endpoint.host().indexOf('*') < 0 && added < AccessLimits.MAX_SERVERS) {
        Security security = Security.valueOf(endpoint.security().toUpperCase(Locale.ROOT));
        servers.add(
            new Server(
                protocol, endpoint.host(), endpoint.port(), security, Source.PROFILE, false));
        added++;
      }
    }
  }

  private static void addAll(List<Server> servers, Published name, DnsAnswer answer) {
    if (answer.security() == DnsAnswer.Security.BOGUS) {
      return; // whoever validates never gets that far
    }
    List<SRVRecord> records = new ArrayList<>();
    for (Record record : answer.records()) {
      if (record instanceof SRVRecord srv && srv.getTarget().labels() > 1) {
        records.add(srv); // RFC 6186 section 3.4: "." says that there is no such server
      }
    }
    records.sort(
        Comparator.comparingInt(SRVRecord::getPriority)
            .thenComparing(Comparator.comparingInt(SRVRecord::getWeight).reversed()));
    for (SRVRecord srv : records.subList(0, Math.min(AccessLimits.MAX_SRV, records.size()))) {
      servers.add(
          new Server(
              name.protocol(),
              Lookups.text(srv.getTarget()),
              srv.getPort(),
              name.security(),
              Source.SRV,
              false));
    }
  }

  private static List<Server> withGiven(List<Server> known, @Nullable MailProgram program) {
    List<Server> all = new ArrayList<>(known);
    if (program != null) {
      add(all, AccessProtocol.IMAP, program.imap(), program.security());
      add(all, AccessProtocol.POP3, program.pop(), program.security());
      add(all, AccessProtocol.SUBMISSION, program.smtp(), program.security());
    }
    return all;
  }

  private static void add(
      List<Server> all,
      AccessProtocol protocol,
      MailProgram.@Nullable Server given,
      @Nullable Security said) {
    if (given == null) {
      return;
    }
    Security security = said == null ? StandardPorts.security(given.port()) : said;
    int port = given.port() == 0 ? StandardPorts.port(protocol, security) : given.port();
    for (int i = 0; i < all.size(); i++) {
      Server known = all.get(i);
      if (known.protocol() == protocol
          && known.host().equals(given.host())
          && known.port() == port
          && known.security() == security) {
        all.set(i, new Server(protocol, known.host(), port, security, known.source(), true));
        return;
      }
    }
    all.add(new Server(protocol, given.host(), port, security, Source.OPTION, true));
  }
}

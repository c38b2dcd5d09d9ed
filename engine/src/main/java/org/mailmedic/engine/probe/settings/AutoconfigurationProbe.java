package org.mailmedic.engine.probe.settings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.Autoconfiguration.Server;
import org.mailmedic.engine.evidence.Autoconfiguration.Source;
import org.mailmedic.engine.evidence.Autoconfiguration.State;
import org.mailmedic.engine.evidence.Autoconfiguration.Way;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.mx.MxRecordsProbe;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.knowledge.registries.PublicSuffixes;
import org.mailmedic.protocol.autoconfig.Account;
import org.mailmedic.protocol.autoconfig.MailService;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/// Finds out what mail programs find out by themselves about an account's servers, each way on its
/// own: SRV records, PACC, autoconfig, Autodiscover, and the profile of the service. The person's
/// address is told only to hosts of the domain (and to those that they send on to); whoever else is
/// asked hears the domain.
///
/// @param domain without trailing dot
/// @param localPart the part before the `@`; null where only the domain is known
/// @param service which service holds the account
/// @param thorough whether PACC, which is a draft that few publish, is asked for too, and others
///   where the domain says nothing: the domain of its MX host, and Thunderbird's database
public record AutoconfigurationProbe(
    String domain, @Nullable String localPart, ServiceDetectionProbe service, boolean thorough)
    implements Probe<Autoconfiguration> {

  private static final String FILE = "/mail/config-v1.1.xml";
  private static final String AUTODISCOVER = "/autodiscover/autodiscover.xml";

  /// Where Thunderbird asks for services that say nothing themselves.
  private static final String DATABASE = "https://autoconfig.thunderbird.net/v1.1/";

  @Override
  public String checkId() {
    return "settings.autoconfiguration";
  }

  @Override
  public EvidenceKey<Autoconfiguration> key() {
    return Autoconfiguration.key(domain);
  }

  @Override
  public Attempt<Autoconfiguration> run(ProbeContext context) throws InterruptedException {
    // A domain that does not exist, or is forged, publishes nothing.
    MxRecords mx = context.await(new MxRecordsProbe(domain)).observed().orElse(null);
    if (mx != null && (mx.status().equals("NXDOMAIN") || mx.security().equals("BOGUS"))) {
      return new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null);
    }
    Looking looking = new Looking(context);
    List<Source> sources = looking.atTheDomain();
    Source profile = profile(context);
    boolean found = profile != null || sources.stream().anyMatch(s -> !s.servers().isEmpty());
    if (thorough && !found) {
      sources.addAll(looking.elsewhere(mx));
    }
    if (profile != null) {
      sources.add(profile);
    }
    return new Attempt.Observed<>(new Autoconfiguration(domain, sources));
  }

  /// What the profile of the service says; null where no service is known.
  private @Nullable Source profile(ProbeContext context) throws InterruptedException {
    ServiceDetection held = context.await(service).observed().orElse(null);
    ProviderProfile profile =
        held == null ? null : service.providers().find(held.id()).orElse(null);
    if (profile == null) {
      return null;
    }
    List<Server> servers = new ArrayList<>();
    String username = username(profile);
    add(servers, AccessProtocol.IMAP, profile.imap(), username);
    add(servers, AccessProtocol.POP3, profile.pop(), username);
    add(servers, AccessProtocol.SUBMISSION, profile.submission(), username);
    if (servers.isEmpty()) {
      return null;
    }
    return new Source(
        Way.PROFILE, profile.id(), State.FOUND, null, null, null, servers, List.of(), List.of());
  }

  private String username(ProviderProfile profile) {
    if (localPart == null) {
      return profile.usernameIsAddress() ? "%EMAILADDRESS%" : "%EMAILLOCALPART%";
    }
    return profile.usernameIsAddress() ? localPart + "@" + domain : localPart;
  }

  private static void add(
      List<Server> servers,
      AccessProtocol protocol,
      List<ProviderProfile.Endpoint> endpoints,
      String username) {
    for (ProviderProfile.Endpoint endpoint : endpoints) {
      Security security = Security.valueOf(endpoint.security().toUpperCase(Locale.ROOT));
      servers.add(
          new Server(protocol, endpoint.host(), endpoint.port(), security, username, List.of()));
    }
  }

  /// One look at everything.
  private final class Looking {
    private final ProbeContext context;
    private final Fetch fetch;

    Looking(ProbeContext context) {
      this.context = context;
      this.fetch = new Fetch(context, new Account(localPart, domain));
    }

    List<Source> atTheDomain() throws InterruptedException {
      Map<MailService, FutureTask<DnsAnswer>> records = new EnumMap<>(MailService.class);
      for (MailService one : MailService.values()) {
        records.put(one, Lookups.start(() -> lookup(one.name(domain), Type.SRV)));
      }
      FutureTask<List<Source>> pacc = Lookups.start(this::pacc);
      FutureTask<Source> own =
          Lookups.start(
              () -> fetch.autoconfig(Way.AUTOCONFIG, "https://autoconfig." + domain + FILE, true));
      FutureTask<Source> wellKnown =
          Lookups.start(() ->
              fetch.autoconfig(
                  Way.AUTOCONFIG, "https://" + domain + "/.well-known/autoconfig" + FILE, true));
      FutureTask<List<Source>> autodiscover = Lookups.start(this::autodiscover);
      List<Source> sources = new ArrayList<>();
      List<MailService.Target> autodiscoverTargets = new ArrayList<>();
      service(records, sources, autodiscoverTargets);
      sources.addAll(Lookups.join(pacc));
      sources.add(Lookups.join(own));
      sources.add(Lookups.join(wellKnown));
      List<Source> discovered = Lookups.join(autodiscover);
      sources.addAll(discovered);
      boolean found = discovered.stream().anyMatch(source -> source.state() == State.FOUND);
      if (!found && !autodiscoverTargets.isEmpty()) {
        MailService.Target target = autodiscoverTargets.getFirst();
        String port = target.port() == 443 ? "" : ":" + target.port();
        sources.add(fetch.autodiscover("https://" + target.target() + port + AUTODISCOVER));
      }
      return sources;
    }

    private List<Source> pacc() {
      String url =
          "https://ua-auto-config." + domain + "/.well-known/user-agent-configuration.json";
      return thorough ? List.of(fetch.pacc(url)) : List.of();
    }

    private DnsAnswer lookup(String name, int type) {
      return context.world().dns().lookup(name, type, context.deadline());
    }

    private void service(
        Map<MailService, FutureTask<DnsAnswer>> records,
        List<Source> sources,
        List<MailService.Target> autodiscover)
        throws InterruptedException {
      boolean none = true;
      for (Map.Entry<MailService, FutureTask<DnsAnswer>> entry : records.entrySet()) {
        MailService one = entry.getKey();
        DnsAnswer answer = Lookups.join(entry.getValue());
        String name = one.name(domain);
        if (!answer.settled()) {
          Attempt.Reason reason =
              answer.status() == DnsAnswer.Status.TIMEOUT
                  ? Attempt.Reason.DEADLINE
                  : Attempt.Reason.SOURCE_FAILED;
          sources.add(Fetch.empty(Way.SRV, name, State.UNOBSERVED, answer.reason(), null, reason));
          none = false;
          continue;
        }
        // Whoever validates does not see what is forged.
        List<MailService.Target> targets =
            answer.security() == DnsAnswer.Security.BOGUS ? List.of() : targets(answer);
        if (MailService.notOffered(targets)) {
          sources.add(Fetch.empty(Way.SRV, name, State.NOT_OFFERED, null, null, null));
          none = false;
        } else if (one == MailService.AUTODISCOVER) {
          autodiscover.addAll(MailService.inOrder(targets));
        } else if (!targets.isEmpty()) {
          sources.add(found(one, name, MailService.inOrder(targets)));
          none = false;
        }
      }
      if (none) {
        sources.add(Fetch.empty(Way.SRV, domain, State.ABSENT, null, null, null));
      }
    }

    private static Source found(
        MailService service, String name, List<MailService.Target> targets) {
      List<Server> servers = new ArrayList<>();
      AccessProtocol protocol = AccessProtocol.valueOf(String.valueOf(service.protocol()));
      Security security = Security.valueOf(service.security().name());
      for (MailService.Target target : targets) {
        if (servers.size() < SettingsLimits.TARGETS) {
          servers.add(
              new Server(protocol, target.target(), target.port(), security, null, List.of()));
        }
      }
      return new Source(
          Way.SRV, name, State.FOUND, null, null, null, servers, List.of(), List.of());
    }

    private static List<MailService.Target> targets(DnsAnswer answer) {
      List<MailService.Target> targets = new ArrayList<>();
      for (Record record : answer.records()) {
        if (record instanceof SRVRecord srv) {
          targets.add(
              new MailService.Target(
                  srv.getPriority(),
                  srv.getWeight(),
                  srv.getPort(),
                  Lookups.text(srv.getTarget())));
        }
      }
      return targets;
    }

    /// The host of the name, then the domain itself, then where plain HTTP leads; what speaks only
    /// JSON is asked for that where a sign-in bars the XML.
    private List<Source> autodiscover() {
      List<Source> sources = new ArrayList<>();
      String host = "autodiscover." + domain;
      Source first = fetch.autodiscover("https://" + host + AUTODISCOVER);
      sources.add(first);
      switch (first.state()) {
        case ABSENT -> {
          Source own = fetch.autodiscover("https://" + domain + AUTODISCOVER);
          if (own.state() != State.ABSENT && own.state() != State.DEAD) {
            sources.add(own);
          }
        }
        case REFUSED -> {
          Source json = fetch.autodiscoverJson(host);
          if (json.state() == State.FOUND) {
            sources.add(json);
          }
        }
        case DEAD, UNTRUSTED -> {
          String next = fetch.redirect("http://" + host + AUTODISCOVER);
          if (next != null) {
            sources.add(fetch.autodiscover(next));
          }
        }
        default -> {}
      }
      return sources;
    }

    /// What others say of the domain. They hear its name and no more.
    List<Source> elsewhere(@Nullable MxRecords mx) {
      List<Source> sources = new ArrayList<>();
      if (mx != null && !mx.records().isEmpty()) {
        String base =
            PublicSuffixes.registrableDomain(mx.records().getFirst().host()).orElse(domain);
        if (!base.equals(domain)) {
          sources.add(
              fetch.autoconfig(Way.AUTOCONFIG_OF_MX, "https://autoconfig." + base + FILE, false));
        }
      }
      if (sources.stream().allMatch(source -> source.servers().isEmpty())) {
        sources.add(fetch.autoconfig(Way.ISPDB, DATABASE + domain, false));
      }
      return sources;
    }
  }
}

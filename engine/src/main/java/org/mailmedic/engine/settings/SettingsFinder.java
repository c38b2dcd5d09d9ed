package org.mailmedic.engine.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.CheckSpec;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.ProbeEngine;
import org.mailmedic.engine.probe.ProgressEvent;
import org.mailmedic.engine.probe.access.AccessProbe;
import org.mailmedic.engine.probe.mx.MxRecordsProbe;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.engine.probe.settings.AutoconfigurationProbe;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;
import org.mailmedic.engine.settings.MailSettings.Source;
import org.mailmedic.engine.world.World;
import org.mailmedic.knowledge.providers.Glob;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.knowledge.providers.ProviderProfile.Endpoint;
import org.mailmedic.knowledge.providers.Providers;

/// Finds what to type into a mail program: looks first, then puts together. Thread-safe.
public final class SettingsFinder {
  /// Below this it is a guess that the service holds the account.
  private static final double SURE = 0.9;

  private static final String HTTPS = "https://";

  private final Providers providers;

  /// With these mail services.
  public SettingsFinder(Providers providers) {
    this.providers = providers;
  }

  /// Looks which service holds the account, what the domain publishes, and what its servers show.
  ///
  /// @param talk whether the servers are talked with, too
  /// @param timeout for all of it
  public CaseFile gather(
      Complaint complaint,
      World world,
      boolean talk,
      Duration timeout,
      ProgressEvent.Listener listener) {
    ProbeEngine engine = new ProbeEngine(world, Comparator.comparingInt(CheckSpec::order), null);
    return engine.gather(complaint, context -> start(context, talk), timeout, listener);
  }

  private void start(ProbeContext context, boolean talk) {
    Complaint complaint = context.complaint();
    ServiceDetectionProbe service =
        new ServiceDetectionProbe(complaint.domain(), complaint.providerId(), providers);
    context.then(
        service,
        detection ->
            context.then(
                new MxRecordsProbe(complaint.domain()),
                mx -> follow(context, service, detection, mx, talk)));
  }

  private void follow(
      ProbeContext context,
      ServiceDetectionProbe service,
      Attempt<ServiceDetection> detection,
      Attempt<MxRecords> mx,
      boolean talk) {
    ProviderProfile profile = profile(detection.observed().orElse(null));
    Complaint complaint = context.complaint();
    Set<String> hosts = new LinkedHashSet<>();
    mx.observed().ifPresent(seen -> add(hosts, seen));
    List<Server> servers = profile == null ? List.of() : ofProfile(profile, hosts);
    boolean none = servers.isEmpty() && !bridged(profile);
    if (none || servers.stream().anyMatch(server -> !server.complete())) {
      context.then(
          new AutoconfigurationProbe(complaint.domain(), complaint.localPart(), service, none),
          found -> {
            Autoconfiguration seen = found.observed().orElse(null);
            if (seen != null) {
              add(hosts, seen);
            }
            List<Server> all =
                profile == null || none
                    ? PublishedSettings.servers(seen, complaint)
                    : ofProfile(profile, hosts);
            dial(context, all, talk);
          });
    } else {
      dial(context, servers, talk);
    }
  }

  private static void dial(ProbeContext context, List<Server> servers, boolean talk) {
    for (Server server : servers) {
      if (talk && isSpoken(server.protocol()) && server.complete()) {
        context.start(probe(server));
      }
    }
  }

  private static boolean isSpoken(Protocol protocol) {
    return protocol == Protocol.IMAP || protocol == Protocol.POP || protocol == Protocol.SUBMISSION;
  }

  private static AccessProbe probe(Server server) {
    return new AccessProbe(
        PublishedSettings.spoken(server.protocol()),
        server.host(),
        server.port(),
        server.security());
  }

  private @Nullable ProviderProfile profile(@Nullable ServiceDetection held) {
    return held == null ? null : providers.find(held.id()).orElse(null);
  }

  /// Puts together what was seen.
  public MailSettings conclude(CaseFile file) {
    Complaint complaint = file.complaint();
    Attempt<ServiceDetection> attempt = file.attempt(ServiceDetection.key(complaint.domain()));
    ServiceDetection held = attempt.observed().orElse(null);
    ProviderProfile profile = profile(held);
    List<Server> servers = profile == null ? List.of() : ofProfile(profile, hosts(file));
    Source source = Source.PROFILE;
    if (servers.isEmpty() && !bridged(profile)) {
      servers =
          PublishedSettings.servers(file.first(Autoconfiguration.class).orElse(null), complaint);
      source = servers.isEmpty() ? Source.NONE : Source.PUBLISHED;
    }
    return new MailSettings(
        complaint,
        source,
        profile,
        held == null ? null : held.detectedBy(),
        held != null && held.confidence() >= SURE,
        profile == null || held == null ? List.of() : alike(profile, held),
        servers.stream().map(server -> seen(server, file)).toList(),
        attempt instanceof Attempt.Unobserved<ServiceDetection> ? unseen(file) : null);
  }

  /// Why the MX records, by which a service is told, could not be seen.
  private static Attempt.Reason unseen(CaseFile file) {
    Attempt<MxRecords> attempt = file.attempt(new MxRecordsProbe(file.complaint().domain()).key());
    Attempt.Reason reason =
        attempt.observed().map(MxRecords::unsettledBecause).orElse(attempt.reason());
    return reason == null ? Attempt.Reason.SOURCE_FAILED : reason;
  }

  private static boolean bridged(@Nullable ProviderProfile profile) {
    return profile != null && profile.signIn().getFirst() == ProviderProfile.SignIn.BRIDGE;
  }

  /// A server with what was seen of it.
  private static Server seen(Server server, CaseFile file) {
    if (!isSpoken(server.protocol())) {
      return server;
    }
    Live live =
        file.find(probe(server).key())
            .map(observation -> LiveView.of(observation.attempt(), file.startedAt()))
            .orElse(Live.NOT_LOOKED);
    return new Server(
        server.protocol(),
        server.host(),
        server.port(),
        server.security(),
        server.username(),
        server.signIn(),
        live);
  }

  /// Host names of the domain that may fill the gap in a server's name: `ex5.mail.example.net` for
  /// `ex*.mail.example.net`.
  private static Set<String> hosts(CaseFile file) {
    Set<String> hosts = new LinkedHashSet<>();
    for (MxRecords mx : file.seen(MxRecords.class)) {
      add(hosts, mx);
    }
    file.first(Autoconfiguration.class).ifPresent(seen -> add(hosts, seen));
    return hosts;
  }

  /// The hosts that the domain's own settings name, and those that its records for Autodiscover
  /// lead to.
  private static void add(Set<String> hosts, Autoconfiguration seen) {
    for (Autoconfiguration.Source source : seen.sources()) {
      if (source.way().own()) {
        source.servers().forEach(server -> hosts.add(server.host()));
        if (source.led() != null) {
          hosts.add(source.led());
        }
        if (source.where().startsWith(HTTPS)) {
          hosts.add(source.where().substring(HTTPS.length()).split("[/:]", 2)[0]);
        }
      }
    }
  }

  private static void add(Set<String> hosts, MxRecords mx) {
    mx.records().forEach(record -> hosts.add(record.host()));
  }

  private static List<Server> ofProfile(ProviderProfile profile, Set<String> hosts) {
    List<Server> servers = new ArrayList<>();
    if (bridged(profile)) {
      return servers; // only the person's own computer knows them
    }
    add(servers, Protocol.IMAP, profile.imap(), profile, hosts);
    add(servers, Protocol.POP, profile.pop(), profile, hosts);
    add(servers, Protocol.SUBMISSION, profile.submission(), profile, hosts);
    add(servers, Protocol.ACTIVESYNC, profile.activesync(), profile, hosts);
    add(servers, Protocol.EWS, profile.ews(), profile, hosts);
    return servers;
  }

  private static void add(
      List<Server> servers,
      Protocol protocol,
      List<Endpoint> endpoints,
      ProviderProfile profile,
      Set<String> hosts) {
    String username = profile.usernameIsAddress() ? MailSettings.ADDRESS : MailSettings.LOCAL_PART;
    for (Endpoint endpoint : endpoints) {
      servers.add(
          new Server(
              protocol,
              filled(endpoint.host(), hosts),
              endpoint.port(),
              Security.valueOf(endpoint.security().toUpperCase(Locale.ROOT)),
              username,
              profile.signIn(),
              Live.NOT_LOOKED));
    }
  }

  private static String filled(String host, Set<String> hosts) {
    if (host.indexOf('*') >= 0) {
      for (String known : hosts) {
        if (Glob.matches(host, known)) {
          return known;
        }
      }
    }
    return host;
  }

  /// Services that the MX hosts could be of as well; none where the person or the domain itself
  /// told.
  private List<ProviderProfile> alike(ProviderProfile profile, ServiceDetection held) {
    List<String> own = held.hosts(ServiceDetection.Role.MAILBOXES);
    if (!held.detectedBy().equals("mx") || own.isEmpty()) {
      return List.of();
    }
    List<ProviderProfile> alike = new ArrayList<>();
    for (ProviderProfile other : providers.all()) {
      if (!other.id().equals(profile.id()) && own.stream().allMatch(other::takesMailAt)) {
        alike.add(other);
      }
    }
    return alike;
  }
}

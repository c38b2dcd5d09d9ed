package org.mailmedic.lab.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mailmedic.lab.Lab;
import org.mailmedic.lab.access.AccessServer;
import org.mailmedic.lab.dns.NameServer;
import org.mailmedic.lab.dns.Signing;
import org.mailmedic.lab.dns.Zone;
import org.mailmedic.lab.net.LabNetwork;
import org.mailmedic.lab.smtp.SmtpScript;
import org.mailmedic.lab.tls.CertificateSpec;
import org.mailmedic.lab.tls.LabCertificates;
import org.mailmedic.lab.web.Page;
import org.mailmedic.lab.web.RegistryEntry;
import org.mailmedic.lab.web.WebServer;
import org.mailmedic.lab.web.WhoisServer;

/// A domain with all that belongs to it, in good order until told otherwise: registered for a good
/// half year, signed, two name servers, two mail servers with certificates that send too (SPF), an
/// enforced MTA-STS policy. Changed while a lab is planned, by one thread.
public final class Estate {
  /// Where the web server that has the MTA-STS policy is, in the estate's network.
  private static final int WEB = 80;

  /// A key that signatures are checked with (RFC 8463 appendix A.2).
  static final String SIGNING_KEY =
      "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  private static final int FIRST_NAME_SERVER = 1;
  private static final int FIRST_MAIL_SERVER = 25;
  private static final int FIRST_PROGRAM_SERVER = 143;

  private final String domain;
  private final String prefix;
  private final String registry;
  private final List<Consumer<Lab.Plan>> more = new ArrayList<>();
  private final Map<String, SmtpScript> mail = new LinkedHashMap<>();
  private final Map<String, Consumer<NameServer>> nameServers = new LinkedHashMap<>();
  private final Map<AccessServer.Kind, AccessServer> programs = new LinkedHashMap<>();
  private Zone.Builder zone;
  private @Nullable RegistryEntry registration;
  private @Nullable Page rdap;
  private boolean whoisOnly;
  private Page policy;
  private CertificateSpec policyCertificate;

  private Estate(String domain, String prefix, String registry) {
    this.domain = domain;
    this.prefix = prefix;
    this.registry = registry;
    this.registration = RegistryEntry.sound(domain);
    this.policyCertificate = CertificateSpec.of("mta-sts." + domain);
    this.policy = policy("enforce", "mx1." + domain, "mx2." + domain);
    this.zone =
        Zone.of(domain)
            .signed(Signing.NSEC)
            .add("@ NS ns1")
            .add("@ NS ns2")
            .add("ns1 A " + prefix + "1")
            .add("ns2 A " + prefix + "2")
            .add("@ MX 10 mx1")
            .add("@ MX 20 mx2")
            .add("mx1 A " + mailAddress(1))
            .add("mx2 A " + mailAddress(2))
            .add("@ TXT \"v=spf1 mx -all\"")
            .add("_mta-sts TXT \"v=STSv1; id=20260101T000000;\"")
            .add("mta-sts A " + prefix + WEB)
            .add("_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:dmarc@" + domain + "\"")
            .add("mail._domainkey TXT \"" + SIGNING_KEY + "\"")
            .add("_smtp._tls TXT \"v=TLSRPTv1; rua=mailto:tls@" + domain + "\"");
    for (int number = 1; number <= 2; number++) {
      nameServers.put("ns" + number, server -> {});
      mail.put("mx" + number, SmtpScript.sound("mx" + number + "." + domain, domain));
    }
  }

  /// A sound estate in the network 192.0.2.0/24, its registry at 198.51.100.80.
  public static Estate sound(String domain) {
    return new Estate(domain, "192.0.2.", "198.51.100.80");
  }

  /// A sound estate elsewhere.
  ///
  /// @param prefix the first three numbers of its addresses, with a dot at the end
  /// @param registry the address of its registry's server
  public static Estate soundAt(String domain, String prefix, String registry) {
    return new Estate(domain, prefix, registry);
  }

  public String domain() {
    return domain;
  }

  /// The address of a mail server, `mx1` being number 1.
  public String mailAddress(int number) {
    return prefix + (FIRST_MAIL_SERVER + number - 1);
  }

  /// Changes the zone.
  public Estate zone(UnaryOperator<Zone.Builder> change) {
    zone = change.apply(zone);
    return this;
  }

  /// Puts another MX set in place of the two.
  public Estate mx(String... records) {
    zone = zone.remove("@", "MX");
    for (String record : records) {
      zone = zone.add("@ MX " + record);
    }
    return this;
  }

  /// Puts other SPF records in place of the one; none: the domain has none.
  public Estate spf(String... records) {
    zone = zone.remove("@", "TXT");
    for (String record : records) {
      zone = zone.add("@ TXT \"" + record + "\"");
    }
    return this;
  }

  /// Puts other DMARC records in place of the one; none: the domain has none.
  public Estate dmarc(String... records) {
    zone = zone.remove("_dmarc", "TXT");
    for (String record : records) {
      zone = zone.add("_dmarc TXT \"" + record + "\"");
    }
    return this;
  }

  /// Publishes a key for signatures.
  public Estate signingKey(String selector, String record) {
    zone = zone.add(selector + "._domainkey TXT \"" + record + "\"");
    return this;
  }

  /// Changes what a mail server does, `mx1` or `mx2`.
  public Estate mail(String name, UnaryOperator<SmtpScript> change) {
    mail.compute(name, (key, script) -> change.apply(java.util.Objects.requireNonNull(script)));
    return this;
  }

  /// Changes what both mail servers do.
  public Estate mail(UnaryOperator<SmtpScript> change) {
    mail.replaceAll((key, script) -> change.apply(script));
    return this;
  }

  /// The domain publishes servers of mail programs (RFC 6186, RFC 8314), in good order, with an
  /// account.
  ///
  /// @param account the name to sign in with
  public Estate programs(String account, String password) {
    for (AccessServer.Kind kind : AccessServer.Kind.values()) {
      String name = programHost(kind);
      programs.put(kind, AccessServer.sound(kind, name + "." + domain).account(account, password));
      zone =
          zone.add(programService(kind) + "._tcp SRV 0 1 " + programPort(kind) + " " + name)
              .add(name + " A " + programAddress(kind));
    }
    return this;
  }

  /// Changes a server of mail programs, after [#programs].
  public Estate program(AccessServer.Kind kind, Consumer<AccessServer> change) {
    change.accept(java.util.Objects.requireNonNull(programs.get(kind)));
    return this;
  }

  /// Changes all three of them.
  public Estate eachProgram(Consumer<AccessServer> change) {
    programs.values().forEach(change);
    return this;
  }

  /// No such server listens any more, though it is published.
  public Estate withoutProgram(AccessServer.Kind kind) {
    programs.remove(kind);
    return this;
  }

  private static String programHost(AccessServer.Kind kind) {
    return switch (kind) {
      case IMAP -> "imap";
      case POP3 -> "pop";
      case SUBMISSION -> "smtp";
    };
  }

  private static String programService(AccessServer.Kind kind) {
    return switch (kind) {
      case IMAP -> "_imaps";
      case POP3 -> "_pop3s";
      case SUBMISSION -> "_submissions";
    };
  }

  private static int programPort(AccessServer.Kind kind) {
    return switch (kind) {
      case IMAP -> 993;
      case POP3 -> 995;
      case SUBMISSION -> 465;
    };
  }

  /// The address of a server of mail programs.
  public String programAddress(AccessServer.Kind kind) {
    return prefix + (FIRST_PROGRAM_SERVER + kind.ordinal());
  }

  /// Makes a name server ail, `ns1` or `ns2`.
  public Estate nameServer(String name, Consumer<NameServer> trouble) {
    nameServers.merge(name, trouble, Consumer::andThen);
    return this;
  }

  /// Makes both name servers ail.
  public Estate nameServers(Consumer<NameServer> trouble) {
    nameServers.replaceAll((key, before) -> before.andThen(trouble));
    return this;
  }

  /// Changes what the registry has.
  public Estate registration(UnaryOperator<RegistryEntry> change) {
    registration = change.apply(java.util.Objects.requireNonNull(registration));
    return this;
  }

  /// The registry has nothing of the domain, nor has the zone above.
  public Estate unregistered() {
    registration = null;
    return with(plan -> plan.notDelegated(domain));
  }

  /// The registry's RDAP server answers this, whatever is asked.
  public Estate rdap(Page page) {
    rdap = page;
    return this;
  }

  /// The registry has no RDAP, only WHOIS.
  public Estate whoisOnly() {
    whoisOnly = true;
    return this;
  }

  /// The MTA-STS policy is this page.
  public Estate policy(Page page) {
    policy = page;
    return this;
  }

  /// The MTA-STS policy names these hosts.
  public Estate policyFor(String mode, String... hosts) {
    policy = policy(mode, hosts);
    return this;
  }

  /// The policy's web server shows this certificate.
  public Estate policyCertificate(UnaryOperator<CertificateSpec> change) {
    policyCertificate = change.apply(policyCertificate);
    return this;
  }

  /// No MTA-STS at all.
  public Estate withoutPolicy() {
    zone = zone.remove("_mta-sts", "TXT").remove("mta-sts", "A");
    return this;
  }

  /// TLSA records that fit the certificates of both mail servers (RFC 7672).
  public Estate dane() {
    return tlsa("mx1", 1).tlsa("mx2", 1);
  }

  /// A TLSA record "3 1 1" for a key of a mail server.
  ///
  /// @param key which: 1 is the one that it shows, others are of renewals
  public Estate tlsa(String name, int key) {
    String host = name + "." + domain;
    CertificateSpec spec = CertificateSpec.of(host);
    for (int i = 1; i < key; i++) {
      spec = spec.renewed();
    }
    zone = zone.add("_25._tcp." + name + " TLSA " + LabCertificates.identity(spec).tlsa311());
    return this;
  }

  /// Anything else about the lab.
  public Estate with(Consumer<Lab.Plan> change) {
    more.add(change);
    return this;
  }

  /// Anything about the network.
  public Estate network(Consumer<LabNetwork> trouble) {
    return with(plan -> trouble.accept(plan.network()));
  }

  static Page.Answer policy(String mode, String... hosts) {
    StringBuilder text = new StringBuilder("version: STSv1\r\nmode: " + mode + "\r\n");
    for (String host : hosts) {
      text.append("mx: ").append(host).append("\r\n");
    }
    return new Page.Answer(200, "text/plain", "", text.append("max_age: 604800\r\n").toString());
  }

  /// Puts the estate into a lab.
  public void plant(Lab.Plan plan) {
    int number = FIRST_NAME_SERVER;
    for (Map.Entry<String, Consumer<NameServer>> entry : nameServers.entrySet()) {
      String name = entry.getKey() + "." + domain;
      entry.getValue().accept(plan.nameServer(name, prefix + number++));
    }
    plan.zone(zone.build());
    int mailServer = 1;
    for (SmtpScript script : mail.values()) {
      plan.smtp(mailAddress(mailServer++), script);
    }
    plan.tcp(
        prefix + WEB,
        WebServer.HTTPS,
        WebServer.secure(policyCertificate).page("/.well-known/mta-sts.txt", policy));
    programs.forEach((kind, server) -> plan.tcp(programAddress(kind), programPort(kind), server));
    plantRegistration(plan);
    more.forEach(change -> change.accept(plan));
  }

  private void plantRegistration(Lab.Plan plan) {
    String tld = domain.substring(domain.lastIndexOf('.') + 1);
    if (whoisOnly) {
      Map<String, String> texts =
          registration == null ? Map.of() : Map.of(domain, registration.whois());
      plan.tcp(registry, WhoisServer.PORT, new WhoisServer(texts));
      plan.whois(tld, registry, WhoisServer.PORT);
    } else {
      WebServer server = plan.registry(tld, registry);
      if (rdap != null) {
        server.page("*", rdap);
      } else if (registration != null) {
        server.page("/domain/" + domain, registration.rdap());
      }
    }
  }
}

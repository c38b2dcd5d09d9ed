package org.mailmedic.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.GivenReply;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.ReturnedMessage;
import org.mailmedic.engine.evidence.SendingHosts;
import org.mailmedic.engine.evidence.ServerView;
import org.mailmedic.engine.evidence.ZoneDelegation;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dkim.DkimKeysProbe;
import org.mailmedic.engine.probe.dmarc.DmarcProbe;
import org.mailmedic.engine.probe.dns.DnssecChainProbe;
import org.mailmedic.engine.probe.dns.ResolverHealthProbe;
import org.mailmedic.engine.probe.dns.ServerViewProbe;
import org.mailmedic.engine.probe.dns.ZoneDelegationProbe;
import org.mailmedic.engine.probe.message.GivenMessageProbe;
import org.mailmedic.engine.probe.message.MessageSignaturesProbe;
import org.mailmedic.engine.probe.mtasts.MtaStsProbe;
import org.mailmedic.engine.probe.mtasts.TlsReportingProbe;
import org.mailmedic.engine.probe.mx.HostAddressesProbe;
import org.mailmedic.engine.probe.mx.MxRecordsProbe;
import org.mailmedic.engine.probe.registration.RegistrationProbe;
import org.mailmedic.engine.probe.reply.GivenReplyProbe;
import org.mailmedic.engine.probe.reply.ReturnedMessageProbe;
import org.mailmedic.engine.probe.reputation.BlocklistProbe;
import org.mailmedic.engine.probe.reputation.ReverseNameProbe;
import org.mailmedic.engine.probe.reputation.SendingHostsProbe;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.engine.probe.smtp.LocalNetworkProbe;
import org.mailmedic.engine.probe.smtp.RecipientServerProbe;
import org.mailmedic.engine.probe.smtp.SmtpDialogueProbe;
import org.mailmedic.engine.probe.smtp.TlsaProbe;
import org.mailmedic.engine.probe.spf.SpfProbe;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.knowledge.providers.Providers;
import org.mailmedic.knowledge.registries.PublicSuffixes;
import org.mailmedic.protocol.address.Subject;
import org.mailmedic.protocol.address.SubjectReader;

/// Which probes a complaint starts with, and how the way of the mail is followed from the MX
/// records to the servers: each step begins for each host as soon as that host's own answers are
/// there.
final class Plan {
  /// How many MX hosts are dialled, the most preferred first; senders try no more either (RFC 5321
  /// section 5.1 asks for at least two).
  static final int MAX_HOSTS = 8;

  /// How many addresses of one host are dialled, of each family.
  static final int MAX_ADDRESSES = 2;

  /// How many addresses of name servers are asked.
  static final int MAX_SERVER_VIEWS = 40;

  private final Complaint complaint;

  private final Providers providers;
  private final boolean programs;
  private final boolean senders;

  /// @param many whether the complaint is one of many (`scan`): then what concerns mail programs is
  ///   looked at only where somebody asked for less than everything, and lists and reverse names
  ///   only where somebody named the sending addresses
  Plan(Complaint complaint, Providers providers, boolean many) {
    this.complaint = complaint;
    this.providers = providers;
    this.senders = !many || !complaint.sendingAddresses().isEmpty();
    this.programs = !many || complaint.symptoms().size() < Symptom.values().length;
  }

  void start(ProbeContext context) {
    String domain = complaint.domain();
    String cameBack = complaint.errorText();
    if (cameBack != null) {
      context.start(new GivenReplyProbe(cameBack));
    }
    String returned = complaint.returned();
    if (returned != null) {
      context.start(new ReturnedMessageProbe(returned));
      context.start(new GivenMessageProbe(returned));
      context.start(new MessageSignaturesProbe(returned));
    }
    context.start(new LocalNetworkProbe());
    context.start(new ResolverHealthProbe());
    PublicSuffixes.registrableDomain(domain)
        .ifPresent(name -> context.start(new RegistrationProbe(name)));
    context.start(new MtaStsProbe(domain));
    context.start(new TlsReportingProbe(domain));
    context.start(new DnssecChainProbe(domain));
    context.then(new ZoneDelegationProbe(domain), delegation -> followZone(context, delegation));
    context.then(new MxRecordsProbe(domain), mx -> followMx(context, mx));
    ServiceDetectionProbe service =
        new ServiceDetectionProbe(domain, complaint.providerId(), providers);
    context.start(service);
    if (programs) {
      new AccessPlan(complaint).start(context, service);
      new SettingsPlan(complaint).start(context, service);
    }
    if (complaint.symptoms().contains(Symptom.SEND)) {
      context.start(new DmarcProbe(domain));
      context.start(new DkimKeysProbe(domain, service));
      context.start(new SpfProbe(domain, service));
      if (senders) {
        context.start(new BlocklistProbe(domain, service));
        context.then(
            new SendingHostsProbe(domain, service), hosts -> followSenders(context, hosts));
      }
      askRecipients(context);
    }
  }

  /// The names of the addresses that the mail leaves from; of those that it only may leave from,
  /// where the Internet has them.
  private static void followSenders(ProbeContext context, Attempt<SendingHosts> attempt) {
    attempt
        .observed()
        .ifPresent(seen -> {
          for (SendingHosts.Host host : seen.hosts()) {
            if (host.known() || ReverseNameProbe.isWorthAsking(host.address())) {
              context.start(new ReverseNameProbe(host.address()));
            }
          }
        });
  }

  /// Whom the mail was to reach: those who were named, else those whom what came back names.
  private void askRecipients(ProbeContext context) {
    if (!complaint.recipients().isEmpty()) {
      ask(context, complaint.recipients());
      return;
    }
    String reply = complaint.errorText();
    if (reply != null) {
      context.then(
          new GivenReplyProbe(reply),
          given ->
              given
                  .observed()
                  .ifPresent(seen ->
                      ask(
                          context,
                          others(seen.replies().stream().map(GivenReply.Said::recipient)))));
    }
    String returned = complaint.returned();
    if (returned != null) {
      context.then(
          new ReturnedMessageProbe(returned),
          message ->
              message
                  .observed()
                  .ifPresent(seen ->
                      ask(
                          context,
                          others(
                              seen.failures().stream().map(ReturnedMessage.Failure::recipient)))));
    }
  }

  private static void ask(ProbeContext context, List<String> recipients) {
    recipients.stream()
        .limit(RecipientServerProbe.MAX_RECIPIENTS)
        .forEach(recipient -> context.start(new RecipientServerProbe(recipient)));
  }

  /// Those that are addresses which can go over the wire; not the one complained of, about whom its
  /// own servers are asked anyway.
  private List<String> others(Stream<? extends @Nullable String> named) {
    Set<String> recipients = new LinkedHashSet<>();
    named.forEach(text -> {
      if (text != null
          && SubjectReader.read(text) instanceof Subject.Valid valid
          && valid.localPart() != null) {
        recipients.add(valid.localPart() + "@" + valid.domain());
      }
    });
    recipients.remove(complaint.address());
    return List.copyOf(recipients);
  }

  /// Every name server is asked for itself, at each of its addresses.
  private void followZone(ProbeContext context, Attempt<ZoneDelegation> attempt) {
    if (!(attempt instanceof Attempt.Observed<ZoneDelegation>(ZoneDelegation seen))
        || seen.zone() == null) {
      return;
    }
    int left = MAX_SERVER_VIEWS;
    for (ZoneDelegation.NameServer server : seen.nameServers()) {
      for (String address : server.addresses()) {
        if (left-- > 0) {
          context.then(
              new ServerViewProbe(complaint.domain(), seen.zone(), server.host(), address),
              view -> followView(context, view));
        }
      }
    }
  }

  /// Where the resolver knows of no MX and a name server of the domain does, the way of the mail is
  /// the one that the domain's own server tells.
  private void followView(ProbeContext context, Attempt<ServerView> attempt) {
    if (attempt instanceof Attempt.Observed<ServerView>(ServerView view)
        && view.mailAuthoritative()
        && !view.mail().isEmpty()) {
      context.then(
          new MxRecordsProbe(complaint.domain()),
          mx -> {
            if (mx.observed().filter(seen -> seen.records().isEmpty()).isPresent()) {
              followHosts(context, targets(view.mail()));
            }
          });
    }
  }

  private void followMx(ProbeContext context, Attempt<MxRecords> attempt) {
    if (!(attempt instanceof Attempt.Observed<MxRecords>(MxRecords mx))) {
      return;
    }
    if (mx.security().equals("BOGUS")) {
      return; // whoever validates never gets that far
    }
    followHosts(context, hosts(mx));
  }

  private void followHosts(ProbeContext context, List<String> hosts) {
    for (String host : hosts) {
      context.then(new HostAddressesProbe(host), addresses -> followHost(context, host, addresses));
    }
  }

  /// The hosts that take the domain's mail: the MX targets, or the domain itself where it has no MX
  /// (RFC 5321 section 5.1). A null MX (RFC 7505) means none.
  private static List<String> hosts(MxRecords mx) {
    boolean fallback = mx.records().isEmpty() && mx.status().equals("NODATA");
    return fallback ? List.of(mx.domain()) : targets(mx.records());
  }

  private static List<String> targets(List<MxRecords.Mx> records) {
    Set<String> hosts = new LinkedHashSet<>();
    for (MxRecords.Mx record : records) {
      if (!record.host().equals(".") && hosts.size() < MAX_HOSTS) {
        hosts.add(record.host());
      }
    }
    return List.copyOf(hosts);
  }

  private void followHost(ProbeContext context, String host, Attempt<HostAddresses> attempt) {
    if (!(attempt instanceof Attempt.Observed<HostAddresses>(HostAddresses seen))
        || seen.security().equals("BOGUS")) {
      return; // whoever validates never gets that far
    }
    List<String> addresses = new ArrayList<>();
    addresses.addAll(first(seen.ipv4()));
    addresses.addAll(first(seen.ipv6()));
    if (!addresses.isEmpty()) {
      context.start(new TlsaProbe(host));
    }
    for (String address : addresses) {
      dial(context, host, address);
    }
  }

  private static List<String> first(List<String> addresses) {
    return addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size()));
  }

  private void dial(ProbeContext context, String host, String address) {
    context.start(new SmtpDialogueProbe(complaint.domain(), host, address));
  }
}

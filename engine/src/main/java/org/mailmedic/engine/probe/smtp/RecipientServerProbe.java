package org.mailmedic.engine.probe.smtp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.PortSurvey;
import org.mailmedic.engine.evidence.RecipientServer;
import org.mailmedic.engine.evidence.RecipientServer.Talk;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpDialogue.RecipientKind;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.mx.HostAddressesProbe;
import org.mailmedic.engine.probe.mx.MxRecordsProbe;
import org.mailmedic.engine.reply.ReplyClassifier;

/// Asks where mail for a recipient goes, and its servers whether they would take it: EHLO,
/// STARTTLS, MAIL and RCPT, never DATA (verdict 23). What it asks stays in its own evidence.
///
/// @param recipient the address as it goes over the wire
/// @param limits how long a server is waited for
public record RecipientServerProbe(String recipient, DialogueLimits limits)
    implements Probe<RecipientServer> {
  /// How many recipients one diagnosis asks about.
  public static final int MAX_RECIPIENTS = 5;

  /// How many of the recipient's MX hosts are asked, the most preferred first.
  static final int MAX_HOSTS = 3;

  /// How many addresses are talked to, of all hosts together.
  static final int MAX_TALKS = 4;

  /// Areas of causes that a server may hold against a sender only because this machine sends.
  private static final Set<String> SENDER = Set.of("sender", "authentication", "reputation");

  public RecipientServerProbe(String recipient) {
    this(recipient, DialogueLimits.STANDARD);
  }

  @Override
  public String checkId() {
    return "recipient.server";
  }

  @Override
  public EvidenceKey<RecipientServer> key() {
    return RecipientServer.key(recipient);
  }

  @Override
  public Attempt<RecipientServer> run(ProbeContext context) throws InterruptedException {
    String domain = domain();
    Optional<MxRecords> mx = new MxRecordsProbe(domain).run(context).observed();
    List<HostAddresses> hosts = addresses(context, hosts(mx.orElseThrow()));
    RecipientServer seen =
        new RecipientServer(recipient, domain, mx.orElseThrow(), hosts, List.of());
    if (seen.mx().security().equals("BOGUS") || seen.nowhere()) {
      return new Attempt.Observed<>(seen);
    }
    if (!context.complaint().checkRecipient()) {
      return new Attempt.NotTried<>(Attempt.Reason.NOT_ASKED, null);
    }
    return new Attempt.Observed<>(
        new RecipientServer(recipient, domain, seen.mx(), hosts, talks(context, hosts)));
  }

  private String domain() {
    return recipient.substring(recipient.lastIndexOf('@') + 1);
  }

  private static List<String> hosts(MxRecords mx) {
    if (mx.records().isEmpty()) {
      return mx.status().equals("NODATA") ? List.of(mx.domain()) : List.of();
    }
    return mx.records().stream()
        .map(MxRecords.Mx::host)
        .filter(host -> !host.equals("."))
        .distinct()
        .limit(MAX_HOSTS)
        .toList();
  }

  private static List<HostAddresses> addresses(ProbeContext context, List<String> hosts)
      throws InterruptedException {
    List<FutureTask<Attempt<HostAddresses>>> asked = new ArrayList<>();
    for (String host : hosts) {
      asked.add(Lookups.start(() -> new HostAddressesProbe(host).run(context)));
    }
    List<HostAddresses> seen = new ArrayList<>();
    for (FutureTask<Attempt<HostAddresses>> task : asked) {
      Lookups.join(task).observed().ifPresent(seen::add);
    }
    return seen;
  }

  /// All at once: how a sender would go from one host to the next is for the rule to say.
  private List<Talk> talks(ProbeContext context, List<HostAddresses> hosts)
      throws InterruptedException {
    Set<String> known = new HashSet<>();
    List<FutureTask<Talk>> begun = new ArrayList<>();
    for (HostAddresses host : hosts) {
      for (String address : first(host)) {
        if (!host.security().equals("BOGUS") && begun.size() < MAX_TALKS && known.add(address)) {
          begun.add(Lookups.start(() -> talk(context, host.host(), address)));
        }
      }
    }
    List<Talk> talks = new ArrayList<>();
    for (FutureTask<Talk> task : begun) {
      talks.add(Lookups.join(task));
    }
    return talks;
  }

  /// One address of each family.
  private static List<String> first(HostAddresses host) {
    List<String> addresses = new ArrayList<>();
    host.ipv4().stream().findFirst().ifPresent(addresses::add);
    host.ipv6().stream().findFirst().ifPresent(addresses::add);
    return addresses;
  }

  private Talk talk(ProbeContext context, String host, String address) throws InterruptedException {
    String sender = sender(context.complaint());
    Attempt<SmtpDialogue> attempt = dialogue(context, host, address, sender);
    SmtpDialogue seen = attempt.observed().orElse(null);
    SmtpDialogue withoutSender =
        seen != null && !sender.isEmpty() && refusesSender(seen)
            ? dialogue(context, host, address, "").observed().orElse(null)
            : null;
    return new Talk(
        host, address, seen, attempt.reason(), withoutSender, survey(context, host, address, seen));
  }

  private Attempt<SmtpDialogue> dialogue(
      ProbeContext context, String host, String address, String sender)
      throws InterruptedException {
    Dialogue.Ask ask =
        new Dialogue.Ask(
            domain(),
            host,
            address,
            context.world().ports().smtp(),
            sender,
            recipient,
            RecipientKind.ADDRESS);
    return new Tries(context, ask, limits, () -> {}, () -> {}).all();
  }

  /// The person's own address; of a bare domain its postmaster, who has to be there (RFC 5321
  /// section 4.5.1).
  private static String sender(Complaint complaint) {
    String address = complaint.address();
    return address == null ? "postmaster@" + complaint.domain() : address;
  }

  private static boolean refusesSender(SmtpDialogue seen) {
    SmtpReply last = seen.lastReply();
    if (last == null || last.positive()) {
      return false;
    }
    String cause =
        ReplyClassifier.cause(last.code(), last.enhanced(), String.join(" ", last.lines()));
    return SENDER.contains(cause.substring(0, Math.max(0, cause.indexOf('.'))));
  }

  private @Nullable PortSurvey survey(
      ProbeContext context, String host, String address, @Nullable SmtpDialogue seen)
      throws InterruptedException {
    SmtpBreakOff end = seen == null || seen.connected() ? null : seen.breakOff();
    return end != null && end.kind() == SmtpBreakOff.Kind.TIMEOUT
        ? new PortSurveyProbe(host, address, limits).run(context).observed().orElse(null)
        : null;
  }
}

package org.mailmedic.engine.probe.dmarc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.DmarcRecords;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.mtasts.Texts;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.protocol.dmarc.ReportAddress;
import org.mailmedic.protocol.dmarc.TreeWalk;
import org.xbill.DNS.Type;

/// Walks the tree for the policy record, all of its names at once, then asks those elsewhere who
/// are to get reports whether they agree.
///
/// @param domain without trailing dot
public record DmarcProbe(String domain) implements Probe<DmarcRecords> {
  /// Domains elsewhere that are asked whether they agree to get reports (docs/limits.md).
  private static final int MAX_DESTINATIONS = 5;

  @Override
  public String checkId() {
    return "sending.dmarc";
  }

  @Override
  public EvidenceKey<DmarcRecords> key() {
    return DmarcRecords.key(domain);
  }

  @Override
  public Attempt<DmarcRecords> run(ProbeContext context) throws InterruptedException {
    List<String> domains = TreeWalk.domains(domain);
    List<FutureTask<DnsAnswer>> asked = new ArrayList<>();
    for (String name : domains) {
      asked.add(ask(context, "_dmarc." + name));
    }
    List<DmarcRecords.Answer> answers = new ArrayList<>();
    for (int i = 0; i < domains.size(); i++) {
      DnsAnswer answer = Lookups.join(asked.get(i));
      String status = Texts.status(answer);
      answers.add(
          new DmarcRecords.Answer(domains.get(i), status, texts(answer, status), answer.reason()));
    }
    DmarcRecords seen = new DmarcRecords(domain, answers, List.of());
    TreeWalk.Found policy = seen.walk().policy();
    return new Attempt.Observed<>(
        policy == null ? seen : new DmarcRecords(domain, answers, destinations(context, policy)));
  }

  private static List<DmarcRecords.Destination> destinations(
      ProbeContext context, TreeWalk.Found policy) throws InterruptedException {
    Set<String> elsewhere = new LinkedHashSet<>();
    for (ReportAddress address : policy.record().rua()) {
      address
          .mailDomain()
          .filter(to -> !within(to, policy.domain()) && !within(policy.domain(), to))
          .ifPresent(elsewhere::add);
    }
    List<String> domains = List.copyOf(elsewhere);
    domains = domains.subList(0, Math.min(MAX_DESTINATIONS, domains.size()));
    List<FutureTask<DnsAnswer>> asked = new ArrayList<>();
    for (String to : domains) {
      asked.add(ask(context, name(policy.domain(), to)));
    }
    List<DmarcRecords.Destination> destinations = new ArrayList<>();
    for (int i = 0; i < domains.size(); i++) {
      DnsAnswer answer = Lookups.join(asked.get(i));
      String status = Texts.status(answer);
      destinations.add(
          new DmarcRecords.Destination(
              domains.get(i),
              name(policy.domain(), domains.get(i)),
              status,
              texts(answer, status)));
    }
    return destinations;
  }

  /// RFC 9990 section 4.
  private static String name(String policyDomain, String to) {
    return policyDomain + "._report._dmarc." + to;
  }

  /// Whether both have one organization for sure: the one is the other or above it.
  private static boolean within(String name, String above) {
    return name.equals(above) || (name.endsWith("." + above) && above.indexOf('.') > 0);
  }

  private static List<String> texts(DnsAnswer answer, String status) {
    return status.equals("ANSWER") ? Texts.of(answer) : List.of();
  }

  private static FutureTask<DnsAnswer> ask(ProbeContext context, String name) {
    return Lookups.start(() -> context.world().dns().lookup(name, Type.TXT, context.deadline()));
  }
}

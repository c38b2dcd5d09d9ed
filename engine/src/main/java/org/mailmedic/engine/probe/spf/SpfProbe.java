package org.mailmedic.engine.probe.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.SendingHosts;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.evidence.SpfRecords;
import org.mailmedic.engine.evidence.SpfRecords.Source;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.reputation.Returned;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.ip.IpRange;
import org.mailmedic.protocol.spf.SpfEvaluation;
import org.mailmedic.protocol.spf.SpfEvaluator;
import org.mailmedic.protocol.spf.SpfFault;
import org.mailmedic.protocol.spf.SpfRecord;
import org.mailmedic.protocol.spf.SpfRequest;
import org.mailmedic.protocol.spf.SpfStep;
import org.mailmedic.protocol.spf.SpfSurvey;

/// Follows the domain's SPF record through everything that it leads to, and evaluates it for the
/// addresses that mail leaves from: those that the person named and those that a reply about proofs
/// of origin names, else some of those that the service names as its own.
///
/// @param domain without trailing dot
/// @param service which service holds the account
public record SpfProbe(String domain, ServiceDetectionProbe service) implements Probe<SpfRecords> {
  /// Addresses of the service that are evaluated; of those that the person named.
  static final int MAX_OF_SERVICE = 4;

  static final int MAX_NAMED = 20;

  @Override
  public String checkId() {
    return "sending.spf";
  }

  @Override
  public EvidenceKey<SpfRecords> key() {
    return SpfRecords.key(domain);
  }

  @Override
  public Attempt<SpfRecords> run(ProbeContext context) throws InterruptedException {
    LiveSpfDns dns = new LiveSpfDns(context.world().dns(), context.deadline(), domain);
    FutureTask<SpfSurvey> surveying = Lookups.start(() -> SpfSurvey.of(domain, dns));
    String terms = context.await(service).observed().map(ServiceDetection::spf).orElse(null);
    List<IpAddress> ofService = terms == null ? List.of() : senders(terms, dns);
    SpfSurvey survey = Lookups.join(surveying);
    List<SpfRecords.Evaluation> evaluations = new ArrayList<>();
    List<String> named = context.complaint().sendingAddresses();
    if (survey.record() != null) {
      for (String text : named.subList(0, Math.min(MAX_NAMED, named.size()))) {
        IpAddress address = IpAddress.parse(text);
        if (address != null) {
          evaluations.add(evaluate(address, Source.OPTION, context, dns));
        }
      }
      List<SendingHosts.Host> returned = Returned.hostsToProve(context);
      for (SendingHosts.Host host : returned) {
        IpAddress address = IpAddress.parse(host.address());
        if (address != null && !named.contains(host.address())) {
          evaluations.add(evaluate(address, Source.RETURNED, context, dns));
        }
      }
      if (named.isEmpty() && returned.isEmpty()) {
        for (IpAddress address : ofService) {
          evaluations.add(evaluate(address, Source.SERVICE, context, dns));
        }
      }
    }
    return new Attempt.Observed<>(
        new SpfRecords(
            domain, dns.answers(), terms, survey.lookups(), survey.voidLookups(), evaluations));
  }

  /// Some addresses that the service sends from, as its own terms name them: the first and the last
  /// of each family. They stand for all: where one of them may send, the service is named.
  private static List<IpAddress> senders(String terms, LiveSpfDns dns) {
    List<IpRange> ranges =
        SpfSurvey.of(SpfRecord.parse("v=spf1 " + terms), "service.invalid", dns).ranges();
    List<IpAddress> senders = new ArrayList<>();
    for (boolean ipv6 : new boolean[] {false, true}) {
      List<IpRange> family =
          ranges.stream()
              .filter(range -> range.address().ipv6() == ipv6 && range.prefix() > 0)
              .toList();
      if (!family.isEmpty()) {
        senders.add(family.getFirst().address());
        if (family.size() > 1) {
          senders.add(family.getLast().address());
        }
      }
    }
    return senders.subList(0, Math.min(MAX_OF_SERVICE, senders.size()));
  }

  private SpfRecords.Evaluation evaluate(
      IpAddress address, Source source, ProbeContext context, LiveSpfDns dns) {
    String local = context.complaint().localPart();
    SpfRequest request =
        new SpfRequest(
            address,
            local == null ? "" : local,
            domain,
            domain,
            "unknown",
            context.world().clock().instant().getEpochSecond());
    SpfEvaluation evaluation = SpfEvaluator.evaluate(request, dns);
    return new SpfRecords.Evaluation(
        address.toString(),
        source,
        evaluation.result().id(),
        evaluation.matched() == null ? null : evaluation.matched().text(),
        fault(evaluation.fault()),
        evaluation.lookups(),
        evaluation.voidLookups(),
        evaluation.explanation(),
        evaluation.steps().stream().map(SpfProbe::step).toList());
  }

  private static @Nullable String fault(@Nullable SpfFault fault) {
    if (fault == null) {
      return null;
    }
    StringBuilder text = new StringBuilder(fault.kind().name());
    text.append(' ').append(fault.domain());
    if (fault.term() != null) {
      text.append(' ').append(fault.term().text());
    }
    if (fault.detail() != null) {
      text.append(' ').append(fault.detail());
    }
    return text.toString();
  }

  private static SpfRecords.Step step(SpfStep step) {
    List<String> asked = new ArrayList<>();
    for (SpfStep.Asked one : step.asked()) {
      StringBuilder line = new StringBuilder(one.question().toString()).append(' ');
      List<String> values = new ArrayList<>(SpfRecord.among(one.answer().texts()));
      values.addAll(one.answer().names());
      one.answer().addresses().forEach(address -> values.add(address.toString()));
      asked.add(
          line.append(values.isEmpty() ? one.answer().status().name() : String.join(", ", values))
              .toString());
    }
    return new SpfRecords.Step(
        step.depth(),
        step.domain(),
        step.term() == null ? null : step.term().text(),
        step.target(),
        asked,
        step.outcome().name(),
        step.lookups(),
        step.voidLookups());
  }
}

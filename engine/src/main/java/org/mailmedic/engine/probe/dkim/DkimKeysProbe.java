package org.mailmedic.engine.probe.dkim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.DkimKeys;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.mtasts.Texts;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.xbill.DNS.Type;

/// Asks for the keys of all selectors that are known, at once.
///
/// @param domain without trailing dot
/// @param service which service holds the account
public record DkimKeysProbe(String domain, ServiceDetectionProbe service)
    implements Probe<DkimKeys> {
  /// Selectors that are asked for (docs/limits.md).
  private static final int MAX_SELECTORS = 12;

  /// Below this it is a guess that the service holds the account.
  private static final double SURE = 0.9;

  @Override
  public String checkId() {
    return "sending.dkim";
  }

  @Override
  public EvidenceKey<DkimKeys> key() {
    return DkimKeys.key(domain);
  }

  @Override
  public Attempt<DkimKeys> run(ProbeContext context) throws InterruptedException {
    Map<String, DkimKeys.Source> selectors = new LinkedHashMap<>();
    Map<String, FutureTask<DnsAnswer>> asked = new LinkedHashMap<>();
    FutureTask<DnsAnswer> tree = ask(context, "_domainkey." + domain);
    for (String selector : GivenSelectors.given(context.complaint(), domain)) {
      selectors.put(selector, DkimKeys.Source.REPLY);
      asked.put(selector, askKey(context, selector));
    }
    ServiceDetection held =
        context.await(service).observed().filter(s -> s.confidence() >= SURE).orElse(null);
    List<String> ofService = selectors(held);
    for (String selector : ofService) {
      if (!selectors.containsKey(selector) && selectors.size() < MAX_SELECTORS) {
        selectors.put(selector, DkimKeys.Source.SERVICE);
        asked.put(selector, askKey(context, selector));
      }
    }
    List<DkimKeys.Key> keys = new ArrayList<>();
    for (Map.Entry<String, DkimKeys.Source> selector : selectors.entrySet()) {
      FutureTask<DnsAnswer> question = asked.get(selector.getKey());
      if (question != null) {
        keys.add(key(selector.getKey(), selector.getValue(), Lookups.join(question)));
      }
    }
    String known = held == null || ofService.isEmpty() ? null : held.name();
    String status = Texts.status(Lookups.join(tree));
    return keys.isEmpty() && !status.equals("NXDOMAIN")
        ? new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null)
        : new Attempt.Observed<>(new DkimKeys(domain, status, known, keys));
  }

  private List<String> selectors(@Nullable ServiceDetection held) {
    return held == null
        ? List.of()
        : service.providers().find(held.id()).map(ProviderProfile::dkimSelectors).orElse(List.of());
  }

  private FutureTask<DnsAnswer> askKey(ProbeContext context, String selector) {
    return ask(context, selector + "._domainkey." + domain);
  }

  private static FutureTask<DnsAnswer> ask(ProbeContext context, String name) {
    return Lookups.start(() -> context.world().dns().lookup(name, Type.TXT, context.deadline()));
  }

  private static DkimKeys.Key key(String selector, DkimKeys.Source source, DnsAnswer answer) {
    String status = Texts.status(answer);
    return new DkimKeys.Key(
        selector,
        source,
        status,
        status.equals("ANSWER") ? Texts.of(answer) : List.of(),
        Lookups.alias(answer),
        answer.reason());
  }
}

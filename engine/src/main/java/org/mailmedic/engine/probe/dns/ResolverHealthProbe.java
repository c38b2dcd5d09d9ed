package org.mailmedic.engine.probe.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.ResolverHealth;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;

/// Asks every configured resolver for a sign of life, all at once.
public record ResolverHealthProbe() implements Probe<ResolverHealth> {
  private static final Duration LIMIT = Duration.ofSeconds(6);

  @Override
  public String checkId() {
    return "network.local";
  }

  @Override
  public EvidenceKey<ResolverHealth> key() {
    return new EvidenceKey<>(ResolverHealth.class, "");
  }

  @Override
  public boolean shareable() {
    return true;
  }

  @Override
  public Attempt<ResolverHealth> run(ProbeContext context) throws InterruptedException {
    Dns dns = context.world().dns();
    Deadline deadline = context.deadline().atMost(LIMIT);
    List<FutureTask<ResolverHealth.Resolver>> asked = new ArrayList<>();
    for (String resolver : dns.resolvers()) {
      asked.add(Lookups.start(() -> seen(resolver, dns.askResolver(resolver, deadline))));
    }
    List<ResolverHealth.Resolver> resolvers = new ArrayList<>();
    for (FutureTask<ResolverHealth.Resolver> resolver : asked) {
      resolvers.add(Lookups.join(resolver));
    }
    return new Attempt.Observed<>(new ResolverHealth(resolvers));
  }

  private static ResolverHealth.Resolver seen(String resolver, DnsAnswer answer) {
    return new ResolverHealth.Resolver(
        resolver, answer.status().name(), answer.reason(), answer.millis());
  }
}

package org.mailmedic.engine.probe.reputation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.BlocklistAnswers;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.SendingHosts;
import org.mailmedic.engine.evidence.SendingHosts.Host;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.engine.world.World;
import org.mailmedic.knowledge.blocklists.Blocklist;
import org.mailmedic.knowledge.registries.PublicSuffixes;
import org.mailmedic.protocol.ip.IpAddress;

/// Asks blocklists about the domain at once, and about the addresses that its mail leaves from as
/// soon as those are known: all lists at the same time, each once.
///
/// @param domain without trailing dot
/// @param service which service holds the account
public record BlocklistProbe(String domain, ServiceDetectionProbe service)
    implements Probe<BlocklistAnswers> {

  @Override
  public String checkId() {
    return "sending.reputation";
  }

  @Override
  public EvidenceKey<BlocklistAnswers> key() {
    return BlocklistAnswers.key(domain);
  }

  @Override
  public Attempt<BlocklistAnswers> run(ProbeContext context) throws InterruptedException {
    World world = context.world();
    String reply = Returned.words(context);
    List<FutureTask<BlocklistAnswers.Answer>> asked = new ArrayList<>();
    Asking asking = new Asking(world.dns(), context.deadline());
    // The lists are loaded only where one of them is asked (docs/startup.md).
    List<String> zones = world.blocklists().domain();
    if (zones != null || PublicAddresses.isPublic(domain)) {
      ListsToAsk lists = ListsToAsk.of(Blocklist.Kind.DOMAIN, zones, reply);
      for (String name : names()) {
        asking.about(name, lists, asked);
      }
    }
    List<IpAddress> addresses = addresses(context);
    if (!addresses.isEmpty()) {
      ListsToAsk lists = ListsToAsk.of(Blocklist.Kind.IP, world.blocklists().ip(), reply);
      for (IpAddress address : addresses) {
        asking.about(address, lists, asked);
      }
    }
    List<BlocklistAnswers.Answer> answers = new ArrayList<>();
    for (FutureTask<BlocklistAnswers.Answer> task : asked) {
      answers.add(Lookups.join(task));
    }
    return answers.isEmpty()
        ? new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null)
        : new Attempt.Observed<>(new BlocklistAnswers(domain, answers));
  }

  /// The domain and the one that was registered: lists have the latter.
  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    names.add(domain);
    @Nullable String registered = PublicSuffixes.registrableDomain(domain).orElse(null);
    if (registered != null) {
      names.add(registered);
    }
    return names;
  }

  /// The addresses that lists are asked about. Public lists know nothing of those that the Internet
  /// does not have.
  private List<IpAddress> addresses(ProbeContext context) throws InterruptedException {
    World world = context.world();
    Attempt<SendingHosts> hosts = context.await(new SendingHostsProbe(domain, service));
    List<IpAddress> addresses = new ArrayList<>();
    for (Host host : hosts.observed().map(SendingHosts::hosts).orElse(List.of())) {
      IpAddress address = IpAddress.parse(host.address());
      if (address != null
          && (world.blocklists().ip() != null
              || PublicAddresses.isPublic(address)
              || (host.known() && world.allowsPrivate()))) {
        addresses.add(address);
      }
    }
    return addresses;
  }
}

package org.mailmedic.engine.probe.smtp;

import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.LocalNetwork;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.Tcp;

/// Which ways out this machine has; sends nothing.
public record LocalNetworkProbe() implements Probe<LocalNetwork> {

  @Override
  public String checkId() {
    return "network.local";
  }

  @Override
  public EvidenceKey<LocalNetwork> key() {
    return LocalNetwork.key();
  }

  @Override
  public boolean shareable() {
    return true;
  }

  @Override
  public Attempt<LocalNetwork> run(ProbeContext context) {
    Tcp.Routes routes = context.world().tcp().routes();
    return new Attempt.Observed<>(new LocalNetwork(routes.ipv4(), routes.ipv6()));
  }
}

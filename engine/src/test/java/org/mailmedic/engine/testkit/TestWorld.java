package org.mailmedic.engine.testkit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeEngine;
import org.mailmedic.engine.probe.ProgressEvent;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.Http;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.engine.world.Tcp;
import org.mailmedic.engine.world.World;
import org.mailmedic.engine.world.live.Route;
import org.mailmedic.engine.world.live.http.LiveHttp;
import org.mailmedic.engine.world.live.tcp.LiveTcp;
import org.mailmedic.engine.world.live.tcp.TcpPolicy;
import org.mailmedic.engine.world.live.tcp.Tls;
import org.mailmedic.engine.world.live.tcp.TrustAnchors;

/// A world with a made-up DNS and real sockets on loopback.
public final class TestWorld implements World {
  private final FakeDns dns;
  private final LiveTcp tcp;
  private final Ports ports;
  private final RegistryServers registries;
  private final InstantSource clock;

  public TestWorld(
      FakeDns dns,
      TrustAnchors anchors,
      boolean allowPrivate,
      Ports ports,
      RegistryServers registries,
      InstantSource clock) {
    this(dns, anchors, allowPrivate, ports, registries, clock, Route.DIRECT);
  }

  /// @param route where connections go in fact
  public TestWorld(
      FakeDns dns,
      TrustAnchors anchors,
      boolean allowPrivate,
      Ports ports,
      RegistryServers registries,
      InstantSource clock,
      Route route) {
    this.dns = dns;
    this.ports = ports;
    this.registries = registries;
    this.clock = clock;
    TcpPolicy policy = TcpPolicy.of(allowPrivate, address -> false);
    this.tcp = new LiveTcp(policy, route, new Tls(anchors, InstantSource.system()));
  }

  /// Private addresses allowed, standard ports.
  public static TestWorld of(FakeDns dns, RegistryServers registries, InstantSource clock) {
    return new TestWorld(dns, TrustAnchors.ofPlatform(), true, Ports.STANDARD, registries, clock);
  }

  /// What some probes see.
  public static CaseFile gather(World world, String domain, Duration timeout, Probe<?>... probes) {
    return gather(world, Complaint.about(domain, null, domain), timeout, probes);
  }

  /// What some probes see.
  public static CaseFile gather(
      World world, Complaint complaint, Duration timeout, Probe<?>... probes) {
    return new ProbeEngine(world, Comparator.naturalOrder())
        .gather(
            complaint,
            context -> {
              for (Probe<?> probe : probes) {
                context.start(probe);
              }
            },
            timeout,
            ProgressEvent.Listener.NONE);
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Dns dns() {
    return dns;
  }

  @Override
  public Tcp tcp() {
    return tcp;
  }

  @Override
  public Http http() {
    return new LiveHttp(dns, tcp);
  }

  @Override
  public Ports ports() {
    return ports;
  }

  @Override
  public RegistryServers registries() {
    return registries;
  }

  @Override
  public void close() {
    tcp.close();
  }
}

package org.mailmedic.engine.probe.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.PortSurvey;
import org.mailmedic.engine.evidence.PortSurvey.Answer;
import org.mailmedic.engine.evidence.PortSurvey.Port;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.engine.world.Tcp;
import org.mailmedic.engine.world.Tcp.ConnectOutcome;
import org.xbill.DNS.Address;

/// Tries the other ports of an address whose mail port is silent: whether it is silent as a whole,
/// or only on port 25 and only from here (verdict 8). All at once; nothing is said on them.
///
/// @param host the MX host, without trailing dot
/// @param address one of its addresses, in text form
/// @param limits how long the ports are tried
public record PortSurveyProbe(String host, String address, DialogueLimits limits)
    implements Probe<PortSurvey> {

  public PortSurveyProbe(String host, String address) {
    this(host, address, DialogueLimits.STANDARD);
  }

  private static final List<Integer> PORTS = List.of(443, 465, 587, 993, 995);

  @Override
  public String checkId() {
    return "network.local";
  }

  @Override
  public EvidenceKey<PortSurvey> key() {
    return PortSurvey.key(host, address);
  }

  @Override
  public boolean shareable() {
    return true;
  }

  @Override
  public Attempt<PortSurvey> run(ProbeContext context) throws InterruptedException {
    List<FutureTask<Port>> asked = new ArrayList<>();
    for (int port : PORTS) {
      asked.add(Lookups.start(() -> ask(context, port)));
    }
    List<Port> ports = new ArrayList<>();
    for (FutureTask<Port> port : asked) {
      ports.add(Lookups.join(port));
    }
    return new Attempt.Observed<>(new PortSurvey(host, address, ports));
  }

  private Port ask(ProbeContext context, int port) throws UnknownHostException {
    InetAddress inet = Address.getByAddress(address);
    Tcp tcp = context.world().tcp();
    return switch (tcp.connect(inet, port, context.deadline().atMost(limits.ports()))) {
      case ConnectOutcome.Connected(Connection connection) -> {
        connection.close();
        yield new Port(port, Answer.OPEN, null);
      }
      case ConnectOutcome.Failed(Tcp.Failure failure, @Nullable String detail) ->
          // Our own time was up before a port could be called silent.
          failure == Tcp.Failure.TIMEOUT && context.deadline().passed()
              ? new Port(port, Answer.UNKNOWN, detail)
              : new Port(port, answer(failure), detail);
    };
  }

  private static Answer answer(Tcp.Failure failure) {
    return switch (failure) {
      case REFUSED -> Answer.REFUSED;
      case TIMEOUT -> Answer.SILENT;
      case UNREACHABLE -> Answer.UNREACHABLE;
      case NO_FAMILY, FORBIDDEN, CAPPED -> Answer.UNKNOWN;
    };
  }
}

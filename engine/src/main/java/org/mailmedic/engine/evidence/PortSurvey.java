package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether an address whose mail port is silent answers on other ports. Key subject:
/// `host/address`.
///
/// @param host the MX host
/// @param address the IP address in text form
/// @param ports one entry for each port tried, in ascending order
public record PortSurvey(String host, String address, List<Port> ports) implements Evidence {
  public PortSurvey {
    ports = List.copyOf(ports);
  }

  /// The key of a survey of this address of this host.
  public static EvidenceKey<PortSurvey> key(String host, String address) {
    return new EvidenceKey<>(PortSurvey.class, host + "/" + address);
  }

  /// Whether some port takes connections.
  public boolean anyOpen() {
    return ports.stream().anyMatch(port -> port.answer() == Answer.OPEN);
  }

  @Override
  public String kind() {
    return "network";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(host).append(" [").append(address).append(']');
    String separator = " ";
    for (Port port : ports) {
      line.append(separator).append(port.port()).append(' ').append(port.answer());
      separator = ", ";
    }
    return line.toString();
  }

  /// What came of one port.
  ///
  /// @param detail what the system said; null where it said nothing
  public record Port(int port, Answer answer, @Nullable String detail) {}

  /// What a port answers.
  public enum Answer {
    OPEN,
    REFUSED,
    SILENT,
    UNREACHABLE,
    /// Not found out in time.
    UNKNOWN
  }
}

package org.mailmedic.engine.world;

/// Ports of the services that are asked (`ports:` in the configuration).
///
/// @param smtp the port MX hosts are asked on
/// @param dns the port name servers are asked on
/// @param https the port of MTA-STS policies
public record Ports(int smtp, int dns, int https) {
  public static final Ports STANDARD = new Ports(25, 53, 443);
}

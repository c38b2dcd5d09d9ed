package org.mailmedic.protocol.spf;

import org.mailmedic.protocol.ip.IpAddress;

/// What is evaluated: may this address send as this sender?
///
/// @param address where the message comes from; an IPv4-mapped one counts as IPv4
/// @param localPart the sender's part before the `@`; `postmaster` where there is none (RFC 7208
///   section 4.3)
/// @param domain the sender's domain, whose record is looked at
/// @param helo the name the sending server gives itself
/// @param receiver the name of the receiving server, for explanations
/// @param epochSeconds the time of the evaluation, for explanations
public record SpfRequest(
    IpAddress address,
    String localPart,
    String domain,
    String helo,
    String receiver,
    long epochSeconds) {
  public SpfRequest {
    address = address.unmapped();
    localPart = localPart.isEmpty() ? "postmaster" : localPart;
  }

  /// About a domain as such; its own name stands for the greeting.
  public static SpfRequest of(IpAddress address, String domain) {
    return new SpfRequest(address, "", domain, domain, "unknown", 0);
  }

  /// The sender's whole address.
  public String sender() {
    return localPart + "@" + domain;
  }
}

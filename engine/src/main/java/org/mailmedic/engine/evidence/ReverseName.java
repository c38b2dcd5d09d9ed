package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names that an address has in the DNS, and where they lead (RFC 1912 section 2.1). Key
/// subject: the address.
///
/// @param address whose names they are
/// @param status of the look-up of the names, as in DnsAnswer.Status
/// @param zone the zone that the answer that there is none comes from; null where it is not told or
///   there is one
/// @param placeholder whether that zone only stands in for one that nobody serves (RFC 6303)
/// @param names the names, in order, capped
public record ReverseName(
    String address, String status, @Nullable String zone, boolean placeholder, List<Name> names)
    implements Evidence {
  public ReverseName {
    names = List.copyOf(names);
  }

  /// The key for an address.
  public static EvidenceKey<ReverseName> key(String address) {
    return new EvidenceKey<>(ReverseName.class, address);
  }

  /// A name.
  ///
  /// @param name lower case, without the trailing dot
  /// @param status of the look-up of its addresses of the family in question
  /// @param addresses where it leads
  /// @param leadsBack whether the address is among them
  public record Name(String name, String status, List<String> addresses, boolean leadsBack) {
    public Name {
      addresses = List.copyOf(addresses);
    }

    /// Whether the look-up settled where it leads.
    public boolean settled() {
      return isSettled(status);
    }
  }

  private static boolean isSettled(String status) {
    return status.equals("ANSWER") || status.equals("NODATA") || status.equals("NXDOMAIN");
  }

  /// Whether one of the names leads back to the address.
  public boolean leadsBack() {
    return names.stream().anyMatch(Name::leadsBack);
  }

  @Override
  public boolean settled() {
    return isSettled(status) && (leadsBack() || names.stream().allMatch(Name::settled));
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    if (!isSettled(status)) {
      return Attempt.Reason.ofLookup(status);
    }
    return names.stream()
        .filter(name -> !name.settled())
        .findFirst()
        .map(name -> Attempt.Reason.ofLookup(name.status()))
        .orElse(Attempt.Reason.SOURCE_FAILED);
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(address).append(" PTR ");
    if (names.isEmpty()) {
      return line.append(status).toString();
    }
    String separator = "";
    for (Name name : names) {
      line.append(separator).append(name.name()).append(" → ");
      line.append(name.addresses().isEmpty() ? name.status() : String.join(", ", name.addresses()));
      separator = "; ";
    }
    return line.toString();
  }
}

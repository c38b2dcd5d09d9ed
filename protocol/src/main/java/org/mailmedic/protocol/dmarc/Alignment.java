package org.mailmedic.protocol.dmarc;

/// Whether what SPF or DKIM vouches for is the domain that people see in From (RFC 9989 section
/// 4.4).
public final class Alignment {
  private Alignment() {}

  /// Whether two domains align.
  ///
  /// @param strict whether they have to be equal; else one organizational domain will do
  /// @param author the domain of From, lower case
  /// @param authorOrganization its organizational domain
  /// @param vouched what SPF or DKIM passed for, lower case
  /// @param vouchedOrganization its organizational domain
  public static boolean holds(
      boolean strict,
      String author,
      String authorOrganization,
      String vouched,
      String vouchedOrganization) {
    return author.equals(vouched) || (!strict && authorOrganization.equals(vouchedOrganization));
  }
}

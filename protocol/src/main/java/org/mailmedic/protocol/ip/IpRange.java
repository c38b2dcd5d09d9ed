package org.mailmedic.protocol.ip;

/// All addresses that begin with the same bits (RFC 4632).
///
/// @param address one of them
/// @param prefix how many bits are the same: 0 to 32 for IPv4, 0 to 128 for IPv6
public record IpRange(IpAddress address, int prefix) {
  public IpRange {
    if (prefix < 0 || prefix > (address.ipv6() ? 128 : 32)) {
      throw new IllegalArgumentException("no such prefix length: " + prefix);
    }
  }

  /// Whether an address lies in it; never one of the other family.
  public boolean contains(IpAddress other) {
    if (address.ipv6() != other.ipv6()) {
      return false;
    }
    if (!address.ipv6()) {
      return same(address.low() << 32, other.low() << 32, prefix);
    }
    return same(address.high(), other.high(), Math.min(prefix, 64))
        && same(address.low(), other.low(), Math.max(0, prefix - 64));
  }

  private static boolean same(long one, long other, int bits) {
    return bits == 0 || (one ^ other) >>> (64 - bits) == 0;
  }

  /// `192.0.2.0/24`; a single address without its prefix length.
  @Override
  public String toString() {
    boolean single = prefix == (address.ipv6() ? 128 : 32);
    return single ? address.toString() : address + "/" + prefix;
  }
}

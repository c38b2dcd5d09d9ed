package org.mailmedic.protocol.ip;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Tells addresses that the Internet can reach from those that lead into somebody's own network
/// (RFC 6890 and the IANA special-purpose address registries). An IPv6 address that carries an IPv4
/// address (mapped, compatible, NAT64, 6to4, Teredo, ISATAP) is as private as that one.
///
/// Documentation addresses (RFC 5737, RFC 3849) count as public: they lead nowhere, and a lab uses
/// them.
public final class IpScope {
  private static final Block[] IPV4 = {
    new Block("this network (RFC 1122)", 8, 0, 0),
    new Block("private (RFC 1918)", 8, 10, 0),
    new Block("shared, carrier-grade NAT (RFC 6598)", 10, 100, 64),
    new Block("loopback (RFC 1122)", 8, 127, 0),
    new Block("link-local (RFC 3927)", 16, 169, 254),
    new Block("private (RFC 1918)", 12, 172, 16),
    new Block("protocol assignments (RFC 6890)", 24, 192, 0, 0),
    new Block("private (RFC 1918)", 16, 192, 168),
    new Block("benchmarking (RFC 2544)", 15, 198, 18),
    new Block("multicast (RFC 5771)", 4, 224),
    new Block("reserved (RFC 1112)", 4, 240),
  };

  private static final Block[] IPV6 = {
    new Block("unspecified (RFC 4291)", 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    new Block("loopback (RFC 4291)", 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
    new Block("local NAT64 (RFC 8215)", 48, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01),
    new Block("discard-only (RFC 6666)", 64, 0x01, 0, 0, 0, 0, 0, 0, 0),
    new Block("benchmarking (RFC 5180)", 48, 0x20, 0x01, 0x00, 0x02, 0, 0),
    new Block("segment routing (RFC 9602)", 16, 0x5f, 0x00),
    new Block("unique local (RFC 4193)", 7, 0xfc),
    new Block("link-local (RFC 4291)", 10, 0xfe, 0x80),
    new Block("site-local (RFC 3879)", 10, 0xfe, 0xc0),
    new Block("multicast (RFC 4291)", 8, 0xff),
  };

  /// Where an IPv4 address lies in an IPv6 address of these blocks.
  private static final Block[] CARRIERS = {
    new Block("mapped", 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff),
    new Block("translated", 96, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0),
    new Block("compatible", 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    new Block("NAT64", 96, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0),
  };

  private static final Block[] DOCUMENTATION_4 = {
    new Block("documentation (RFC 5737)", 24, 192, 0, 2),
    new Block("documentation (RFC 5737)", 24, 198, 51, 100),
    new Block("documentation (RFC 5737)", 24, 203, 0, 113),
  };

  private static final Block[] DOCUMENTATION_6 = {
    new Block("documentation (RFC 3849)", 32, 0x20, 0x01, 0x0d, 0xb8),
    new Block("documentation (RFC 9637)", 20, 0x3f, 0xff, 0x00),
  };

  private static final Block SIX_TO_FOUR = new Block("6to4", 16, 0x20, 0x02);
  private static final Block TEREDO = new Block("Teredo", 32, 0x20, 0x01, 0, 0);

  private IpScope() {}

  /// Whether the Internet can reach the address.
  public static boolean isPublic(InetAddress address) {
    return reservedBlock(address) == null;
  }

  /// Whether the address is set aside for examples and labs: nothing on the Internet has it.
  public static boolean isDocumentation(IpAddress address) {
    return find(address.ipv6() ? DOCUMENTATION_6 : DOCUMENTATION_4, address.bytes()) != null;
  }

  /// The reserved block that the address lies in, such as `private (RFC 1918)`; null for a public
  /// address.
  public static @Nullable String reservedBlock(InetAddress address) {
    return reservedBlock(address.getAddress());
  }

  private static @Nullable String reservedBlock(byte[] address) {
    if (address.length == 4) {
      return find(IPV4, address);
    }
    String block = find(IPV6, address);
    if (block != null) {
      return block;
    }
    byte[] carried = carriedIpv4(address);
    return carried == null ? null : find(IPV4, carried);
  }

  private static byte @Nullable [] carriedIpv4(byte[] address) {
    for (Block carrier : CARRIERS) {
      if (carrier.contains(address)) {
        return slice(address, 12, 0);
      }
    }
    if (SIX_TO_FOUR.contains(address)) {
      return slice(address, 2, 0);
    }
    if (TEREDO.contains(address)) {
      return slice(address, 12, 0xff); // RFC 4380 section 4: every bit turned over
    }
    // RFC 5214 section 6.1: ISATAP, 0000:5efe or 0200:5efe before the IPv4 address
    boolean isatap =
        (address[8] & 0xfd) == 0
            && address[9] == 0
            && address[10] == 0x5e
            && address[11] == (byte) 0xfe;
    return isatap ? slice(address, 12, 0) : null;
  }

  private static byte[] slice(byte[] address, int from, int turned) {
    byte[] ipv4 = new byte[4];
    for (int i = 0; i < 4; i++) {
      ipv4[i] = (byte) (address[from + i] ^ turned);
    }
    return ipv4;
  }

  private static @Nullable String find(Block[] blocks, byte[] address) {
    for (Block block : blocks) {
      if (block.contains(address)) {
        return block.name;
      }
    }
    return null;
  }

  private static final class Block {
    private final String name;
    private final int bits;
    private final int[] prefix;

    Block(String name, int bits, int... prefix) {
      this.name = name;
      this.bits = bits;
      this.prefix = prefix;
    }

    boolean contains(byte[] address) {
      for (int at = 0; at * 8 < bits; at++) {
        int mask = bits - at * 8 >= 8 ? 0xff : 0xff << (8 - (bits - at * 8)) & 0xff;
        if (((address[at] ^ prefix[at]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}

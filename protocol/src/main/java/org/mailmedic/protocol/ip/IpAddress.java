package org.mailmedic.protocol.ip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dns.AddressText;

/// An IPv4 or IPv6 address as a number; nothing is ever looked up. An IPv4 address stands in the
/// last 32 bits of `low`.
///
/// @param ipv6 which family
/// @param high the first 64 bits of an IPv6 address; 0 for IPv4
/// @param low the last 64 bits
public record IpAddress(boolean ipv6, long high, long low) {
  private static final int GROUPS = 8;
  private static final long MAPPED = 0xffffL << 32;

  /// Reads the text form; null where it is none. IPv4 has four numbers without leading zeros, IPv6
  /// any form of RFC 4291 section 2.2, without brackets, scope or prefix length.
  public static @Nullable IpAddress parse(String text) {
    return text.indexOf(':') < 0 ? parse4(text) : parse6(text);
  }

  /// An IPv4 address; null where the text is none.
  public static @Nullable IpAddress parse4(String text) {
    long value = value4(text, 0, text.length());
    return value < 0 ? null : new IpAddress(false, 0, value);
  }

  /// An IPv6 address; null where the text is none.
  public static @Nullable IpAddress parse6(String text) {
    Groups groups = new Groups();
    return groups.read(text) ? groups.address() : null;
  }

  /// The same address as the library has it.
  public static IpAddress of(InetAddress address) {
    return of(address.getAddress());
  }

  /// From the 4 or 16 bytes of the wire.
  public static IpAddress of(byte[] bytes) {
    if (bytes.length != 4 && bytes.length != 16) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
    }
    if (bytes.length == 4) {
      return new IpAddress(false, 0, number(bytes, 0, 4));
    }
    return new IpAddress(true, number(bytes, 0, 8), number(bytes, 8, 8));
  }

  private static long number(byte[] bytes, int from, int length) {
    long value = 0;
    for (int i = from; i < from + length; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  /// The IPv4 address that an IPv4-mapped one stands for (RFC 4291 section 2.5.5.2); others as they
  /// are.
  public IpAddress unmapped() {
    return ipv6 && high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED
        ? new IpAddress(false, 0, low & 0xffff_ffffL)
        : this;
  }

  /// The bytes of the wire, 4 or 16.
  public byte[] bytes() {
    byte[] bytes = new byte[ipv6 ? 16 : 4];
    long rest = low;
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (i == 7 && ipv6) {
        rest = high;
      }
      bytes[i] = (byte) rest;
      rest >>>= 8;
    }
    return bytes;
  }

  /// As the library has it.
  public InetAddress inet() {
    try {
      return InetAddress.getByAddress(bytes());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only for a wrong number of bytes
    }
  }

  /// The name under which the reverse name is looked up (RFC 1035 section 3.5, RFC 3596 section
  /// 2.5), without the trailing dot.
  public String reverseName() {
    StringBuilder name = new StringBuilder();
    if (!ipv6) {
      for (int shift = 0; shift < 32; shift += 8) {
        name.append((low >> shift) & 0xff).append('.');
      }
      return name.append("in-addr.arpa").toString();
    }
    for (int digit = 0; digit < 32; digit++) {
      long part = digit < 16 ? low >>> (4 * digit) : high >>> (4 * (digit - 16));
      name.append(Character.forDigit((int) (part & 15), 16)).append('.');
    }
    return name.append("ip6.arpa").toString();
  }

  /// As people write it; IPv6 in the short form of RFC 5952.
  @Override
  public String toString() {
    return AddressText.of(bytes());
  }

  private static long value4(String text, int from, int to) {
    long value = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      if (part > 0) {
        if (at >= to || text.charAt(at++) != '.') {
          return -1;
        }
      }
      int begin = at;
      int number = 0;
      while (at < to && at - begin < 3 && isDigit(text.charAt(at))) {
        number = number * 10 + text.charAt(at++) - '0';
      }
      boolean leadingZero = at - begin > 1 && text.charAt(begin) == '0';
      if (at == begin || number > 255 || leadingZero) {
        return -1;
      }
      value = value << 8 | number;
    }
    return at == to ? value : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// The 16-bit groups of an IPv6 address while it is read.
  private static final class Groups {
    private final int[] groups = new int[GROUPS];
    private int count;
    private int gapAt = -1;

    boolean read(String text) {
      int at = 0;
      int end = text.length();
      if (text.startsWith("::")) {
        gapAt = 0;
        at = 2;
      } else if (text.startsWith(":")) {
        return false;
      }
      while (at < end) {
        int begin = at;
        while (at < end && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 128) {
          at++;
        }
        if (at < end && text.charAt(at) == '.') {
          return takeIpv4(value4(text, begin, end)) && fits();
        }
        if (!takeGroup(text, begin, at)) {
          return false;
        }
        if (at == end) {
          break;
        }
        if (text.charAt(at++) != ':' || at == end) {
          return false; // another character, or a single colon at the end
        }
        if (text.charAt(at) == ':') {
          if (gapAt >= 0) {
            return false;
          }
          gapAt = count;
          at++;
        }
      }
      return fits();
    }

    private boolean takeGroup(String text, int from, int to) {
      if (to == from || to - from > 4 || count == GROUPS) {
        return false;
      }
      groups[count++] = Integer.parseInt(text, from, to, 16);
      return true;
    }

    private boolean takeIpv4(long value) {
      if (value < 0 || count > GROUPS - 2) {
        return false;
      }
      groups[count++] = (int) (value >> 16);
      groups[count++] = (int) (value & 0xffff);
      return true;
    }

    private boolean fits() {
      return gapAt < 0 ? count == GROUPS : count < GROUPS;
    }

    IpAddress address() {
      int missing = GROUPS - count;
      long high = 0;
      long low = 0;
      for (int i = 0; i < GROUPS; i++) {
        int group;
        if (gapAt < 0 || i < gapAt) {
          group = groups[i];
        } else {
          group = i < gapAt + missing ? 0 : groups[i - missing];
        }
        if (i < 4) {
          high = high << 16 | group;
        } else {
          low = low << 16 | group;
        }
      }
      return new IpAddress(true, high, low);
    }
  }
}

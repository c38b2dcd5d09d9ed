package org.mailmedic.protocol.dns;

import java.net.InetAddress;

/// IP addresses as people write them.
public final class AddressText {
  private static final int GROUPS = 8;

  private AddressText() {}

  /// The text form; IPv6 in the short form of RFC 5952 (`2001:db8::1`), without scope.
  public static String of(InetAddress address) {
    return of(address.getAddress());
  }

  /// The text form of the 4 or 16 bytes of an address.
  public static String of(byte[] address) {
    return address.length == 16 ? shortest(address) : four(address);
  }

  private static String four(byte[] bytes) {
    return (bytes[0] & 0xff)
        + "."
        + (bytes[1] & 0xff)
        + "."
        + (bytes[2] & 0xff)
        + "."
        + (bytes[3] & 0xff);
  }

  private static String shortest(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int zerosAt = -1;
    int zeros = 1; // RFC 5952 4.2.2: a single group of zeros is not shortened
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > zeros) {
        zerosAt = i;
        zeros = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == zerosAt) {
        text.append("::");
        i += zeros - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}

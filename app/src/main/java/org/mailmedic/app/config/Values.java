package org.mailmedic.app.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Address;

/// Values as people write them, on the command line and in the configuration.
public final class Values {
  private static final int MAX_PORT = 65_535;
  private static final int DNS_PORT = 53;
  private static final Duration LONGEST = Duration.ofHours(1);

  private Values() {}

  /// `30s`, `6m`, `500ms`, `1h`, or seconds; null where it is none, or is zero or longer than an
  /// hour.
  public static @Nullable Duration duration(String text) {
    String trimmed = text.strip();
    int end = 0;
    while (end < trimmed.length() && Character.isDigit(trimmed.charAt(end)) && end < 9) {
      end++;
    }
    if (end == 0) {
      return null;
    }
    try {
      long number = Long.parseLong(trimmed, 0, end, 10);
      Duration duration =
          switch (trimmed.substring(end).strip()) {
            case "ms" -> Duration.ofMillis(number);
            case "", "s" -> Duration.ofSeconds(number);
            case "m", "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ZERO;
          };
      boolean usable = !duration.isZero() && duration.compareTo(LONGEST) <= 0;
      return usable ? duration : null;
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  /// A resolver, `HOST[:PORT]` with an IP address as host; null where it is none.
  public static @Nullable InetSocketAddress resolver(String text) {
    InetSocketAddress place = place(text, DNS_PORT);
    if (place == null) {
      return null;
    }
    InetAddress address = address(place.getHostString());
    return address == null ? null : new InetSocketAddress(address, place.getPort());
  }

  /// An address literal; null where it is none. Never looks anything up.
  static @Nullable InetAddress address(String text) {
    try {
      boolean literal = text.indexOf(':') >= 0 || text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
      return literal ? Address.getByAddress(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /// `HOST[:PORT]`, unresolved; IPv6 addresses with a port in brackets. Null where it is none.
  public static @Nullable InetSocketAddress place(String text, int defaultPort) {
    String host = text.strip();
    int port = defaultPort;
    int bracket = host.startsWith("[") ? host.indexOf(']') : -1;
    int colon = host.lastIndexOf(':');
    boolean bareIpv6 = bracket < 0 && colon != host.indexOf(':');
    if (colon > bracket && !bareIpv6) {
      port = port(host.substring(colon + 1));
      host = host.substring(0, colon);
    }
    if (bracket > 0) {
      host = host.substring(1, bracket);
    }
    return host.isEmpty() || port <= 0 || !plain(host)
        ? null
        : InetSocketAddress.createUnresolved(host, port);
  }

  /// A port number; -1 where it is none.
  static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > 0 && port <= MAX_PORT ? port : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean plain(String host) {
    return host.length() <= 255
        && host.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_:%".indexOf(c) >= 0);
  }
}

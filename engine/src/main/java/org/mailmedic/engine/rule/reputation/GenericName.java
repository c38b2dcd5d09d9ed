package org.mailmedic.engine.rule.reputation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailmedic.protocol.ip.IpAddress;

/// Tells names that an access provider makes for all its addresses from those that somebody chose
/// for a server.
final class GenericName {
  private static final Set<String> WORDS =
      Set.of(
          "dynamic",
          "dyn",
          "dynip",
          "dhcp",
          "pool",
          "pools",
          "dsl",
          "adsl",
          "vdsl",
          "xdsl",
          "ppp",
          "pppoe",
          "dial",
          "dialup",
          "dialin",
          "cable",
          "catv",
          "broadband",
          "bb",
          "cust",
          "customer",
          "customers",
          "client",
          "clients",
          "unassigned",
          "unknown",
          "nat",
          "cgn",
          "mobile",
          "lte",
          "fiber",
          "ftth",
          "home",
          "res");

  private GenericName() {}

  /// Whether a name is made from the address, or has a word for connections of that kind.
  static boolean is(String name, String address) {
    String[] parts = name.toLowerCase(Locale.ROOT).split("[.-]", -1);
    // The last two labels are whose it is, not what.
    List<String> what = Arrays.asList(parts).subList(0, Math.max(0, parts.length - 2));
    for (String part : what) {
      if (WORDS.contains(part.replaceAll("[0-9]+$", ""))) {
        return true;
      }
    }
    IpAddress ip = IpAddress.parse(address);
    return ip != null && madeFrom(ip, what);
  }

  private static boolean madeFrom(IpAddress ip, List<String> parts) {
    byte[] bytes = ip.bytes();
    StringBuilder hex = new StringBuilder();
    Set<String> numbers = new HashSet<>();
    for (byte each : bytes) {
      hex.append(Character.forDigit((each >> 4) & 15, 16))
          .append(Character.forDigit(each & 15, 16));
      numbers.add(Integer.toString(each & 255));
    }
    if (ip.ipv6()) {
      return String.join("", parts).contains(hex.substring(16));
    }
    Set<String> written = new HashSet<>();
    for (String part : parts) {
      written.add(part.replaceAll("^[a-z]*0*(?=[0-9])", ""));
    }
    String last = Integer.toString(bytes[3] & 255);
    boolean all = numbers.stream().filter(written::contains).count() >= Math.min(3, numbers.size());
    return (all && written.contains(last)) || String.join("", parts).contains(hex.toString());
  }
}

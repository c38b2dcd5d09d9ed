package org.mailmedic.protocol.autoconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.autoconfig.PublishedServer.Protocol;
import org.mailmedic.protocol.autoconfig.PublishedServer.Security;
import org.mailmedic.protocol.ip.IpAddress;

/// Puts the servers of one text together, and keeps what is wrong with those that can't be used.
final class ServerFields {
  private static final int HIGHEST_PORT = 65_535;
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  private final List<PublishedServer> servers = new ArrayList<>();
  private final List<PublishedPage> pages = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  List<PublishedServer> servers() {
    return servers;
  }

  List<PublishedPage> pages() {
    return pages;
  }

  List<String> problems() {
    return problems;
  }

  /// Adds a server, or what is wrong with it.
  ///
  /// @param place where it stands, for problems
  /// @param security null where the text has a word for it that nobody knows
  void server(
      String place,
      Protocol protocol,
      String host,
      int port,
      @Nullable Security security,
      @Nullable String username,
      List<String> authentication) {
    String name = host(host);
    if (name == null) {
      problem(place + ": host " + host);
    } else if (port < 1 || port > HIGHEST_PORT) {
      problem(place + ": port " + port);
    } else if (security == null) {
      problem(place + ": encryption");
    } else if (servers.size() < Limits.ITEMS) {
      servers.add(
          new PublishedServer(
              protocol,
              name,
              port,
              security,
              username == null || username.isEmpty() ? null : Limits.cut(username),
              authentication));
    }
  }

  void page(String protocol, String url) {
    if (!url.isEmpty() && pages.size() < Limits.ITEMS) {
      pages.add(new PublishedPage(protocol, Limits.cut(url)));
    }
  }

  void problem(String problem) {
    if (problems.size() < Limits.ITEMS) {
      problems.add(Limits.cut(problem));
    }
  }

  ReadSettings settings(@Nullable String name, List<String> domains) {
    return new ReadSettings(
        ReadSettings.State.SETTINGS,
        name == null || name.isEmpty() ? null : Limits.cut(name),
        domains,
        servers,
        pages,
        null,
        problems);
  }

  /// A number of digits; -1 where it is none.
  static int number(String digits) {
    String bare = digits.strip();
    if (bare.isEmpty() || bare.length() > 5) {
      return -1;
    }
    for (int i = 0; i < bare.length(); i++) {
      if (bare.charAt(i) < '0' || bare.charAt(i) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(bare);
  }

  /// A host name in A-label form or an IP address; null where it is neither.
  static @Nullable String host(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (IpAddress.parse(name) != null) {
      return name;
    }
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return null;
    }
    int label = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (label == 0) {
          return null;
        }
        label = 0;
      } else if (!isLetter(c) || ++label > LONGEST_LABEL) {
        return null;
      }
    }
    return label == 0 ? null : name;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}

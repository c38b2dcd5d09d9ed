package org.mailmedic.engine.world.live.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Address;

/// The resolvers that this machine is set to use: the `nameserver` lines of `/etc/resolv.conf`.
public final class SystemResolvers {
  /// As many as the C library uses (resolv.conf(5), MAXNS).
  private static final int MAX_RESOLVERS = 3;

  private static final int MAX_BYTES = 64 * 1024;
  private static final int PORT = 53;

  private SystemResolvers() {}

  /// The resolvers in order; 127.0.0.1, as the C library does it, where none is named.
  public static List<InetSocketAddress> read() {
    return read(Path.of("/etc/resolv.conf"));
  }

  static List<InetSocketAddress> read(Path file) {
    List<InetSocketAddress> resolvers = new ArrayList<>();
    for (String line : lines(file)) {
      String[] words = line.strip().split("\\s+");
      if (words.length >= 2 && words[0].equals("nameserver") && resolvers.size() < MAX_RESOLVERS) {
        InetAddress address = literal(words[1]);
        if (address != null) {
          resolvers.add(new InetSocketAddress(address, PORT));
        }
      }
    }
    return resolvers.isEmpty()
        ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT))
        : resolvers;
  }

  private static String[] lines(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).split("\\R");
    } catch (IOException e) {
      return new String[0];
    }
  }

  /// An address literal, never a name: a look-up here would go round in a circle.
  private static @Nullable InetAddress literal(String text) {
    boolean numeric = text.indexOf(':') >= 0 || Address.toArray(text, Address.IPv4) != null;
    try {
      return numeric ? InetAddress.getByName(text) : null;
    } catch (IOException e) {
      return null;
    }
  }
}

package org.mailmedic.acceptance.user;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// What tests with servers of their own want of the machine.
final class Servers {
  private Servers() {}

  /// Without it the test is left out: DNS, mail and the web have ports below 1024.
  static void needLowPorts() {
    assumeTrue(opens(), "servers need ports below 1024, which this user may not open");
  }

  /// Whether so much else runs here that times say nothing: twice as many tasks as processors.
  static boolean busy() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system.getSystemLoadAverage() > 2.0 * system.getAvailableProcessors();
  }

  private static boolean opens() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("127.78.249.1", 53));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

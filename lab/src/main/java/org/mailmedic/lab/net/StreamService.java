package org.mailmedic.lab.net;

import java.io.IOException;
import java.net.Socket;

/// A TCP server's side of one connection. Runs on a virtual thread of its own; the network closes
/// the socket afterwards.
@FunctionalInterface
public interface StreamService {
  /// Serves the connection until it ends. What it throws for a broken connection ends it quietly.
  void serve(Socket socket) throws IOException, InterruptedException;
}

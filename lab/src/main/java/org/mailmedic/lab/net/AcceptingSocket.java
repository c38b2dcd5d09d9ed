package org.mailmedic.lab.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// A server socket whose connections send everything later by a set delay.
final class AcceptingSocket extends ServerSocket {
  private final Duration delay;

  AcceptingSocket(Duration delay) throws IOException {
    super();
    this.delay = delay;
  }

  @Override
  public Socket accept() throws IOException {
    Socket socket = delay.isPositive() ? new DelayedSocket(delay) : new Socket();
    implAccept(socket);
    return socket;
  }
}

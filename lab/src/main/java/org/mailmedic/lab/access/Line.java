package org.mailmedic.lab.access;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A connection, line by line.
final class Line {
  private static final int LONGEST = 8_192;

  private final AccessServer server;
  private Socket socket;
  private InputStream in;
  private boolean secured;

  Line(Socket socket, AccessServer server) throws IOException {
    this.socket = socket;
    this.server = server;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  boolean secured() {
    return secured;
  }

  void secure() throws IOException {
    socket = server.tls().accept(socket);
    in = new BufferedInputStream(socket.getInputStream());
    secured = true;
  }

  void say(String text) throws IOException {
    socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  String hear() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0 || line.length() > LONGEST) {
        throw new EOFException();
      }
      if (one != '\r') {
        line.append((char) one);
      }
    }
    server.hear(line.toString());
    return line.toString();
  }

  /// Says nothing more until the client has gone.
  void silence() throws IOException {
    while (in.read() >= 0) {
      // whatever it says
    }
    throw new EOFException();
  }

  /// The name and the password of a PLAIN message (RFC 4616).
  static String[] plain(String base64) {
    String message = text(base64);
    String[] parts = message.split("\0", -1);
    return parts.length == 3 ? new String[] {parts[1], parts[2]} : new String[] {"", ""};
  }

  static String text(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}

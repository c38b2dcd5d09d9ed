package org.mailmedic.lab.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.mailmedic.lab.net.StreamService;

/// A WHOIS server (RFC 3912).
///
/// @param texts its answers by domain
public record WhoisServer(Map<String, String> texts) implements StreamService {
  /// Where WHOIS is served.
  public static final int PORT = 43;

  private static final int LONGEST_LINE = 1024;

  public WhoisServer {
    texts = Map.copyOf(texts);
  }

  @Override
  public void serve(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int one = in.read();
        one >= 0 && one != '\n' && line.length() < LONGEST_LINE;
        one = in.read()) {
      line.append((char) one);
    }
    String asked = line.toString().strip().toLowerCase(Locale.ROOT);
    String domain = asked.substring(asked.lastIndexOf(' ') + 1);
    String text = texts.getOrDefault(domain, "No match for \"" + domain + "\".\r\n");
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }
}

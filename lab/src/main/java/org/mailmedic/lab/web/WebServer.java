package org.mailmedic.lab.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.mailmedic.lab.net.StreamService;
import org.mailmedic.lab.tls.CertificateSpec;
import org.mailmedic.lab.tls.ServerTls;

/// A web server: one answer for each connection, over TLS where it has a certificate. Thread-safe.
public final class WebServer implements StreamService {
  /// Where HTTPS is served.
  public static final int HTTPS = 443;

  private static final int LONGEST_HEAD = 16_384;

  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final @Nullable ServerTls tls;

  private WebServer(@Nullable ServerTls tls) {
    this.tls = tls;
  }

  /// A server without TLS.
  public static WebServer plain() {
    return new WebServer(null);
  }

  /// A server that shows this certificate.
  public static WebServer secure(CertificateSpec certificate) {
    return new WebServer(ServerTls.with(certificate));
  }

  /// What to send for a path, with a query or for every query; `*` for every other.
  public WebServer page(String path, Page page) {
    pages.put(path, page);
    return this;
  }

  /// The paths that were asked for.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void serve(Socket plain) throws IOException, InterruptedException {
    Socket socket = tls == null ? plain : tls.accept(plain);
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String path = path(in);
    requests.add(path);
    String bare = path.split("\\?", 2)[0];
    Page page =
        pages.getOrDefault(
            path, pages.getOrDefault(bare, pages.getOrDefault("*", Page.status(404))));
    OutputStream out = socket.getOutputStream();
    switch (page) {
      case Page.Answer answer -> out.write(Page.wire(answer));
      case Page.Drip(Page.Answer answer, java.time.Duration pause) -> {
        for (byte one : Page.wire(answer)) {
          out.write(one);
          out.flush();
          Thread.sleep(pause);
        }
      }
      case Page.Silence _ -> {
        in.transferTo(OutputStream.nullOutputStream()); // heard and not answered
      }
      case Page.Endless(String contentType) -> endless(out, contentType);
    }
    out.flush();
    socket.close();
  }

  private static void endless(OutputStream out, String contentType) throws IOException {
    String head = "HTTP/1.1 200 Lab\r\nContent-Type: " + contentType + "\r\n\r\n{\"more\":\"";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    byte[] more = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
    while (true) {
      out.write(more);
    }
  }

  private static String path(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    byte[] end = {'\r', '\n', '\r', '\n'};
    while (matched < end.length && head.size() < LONGEST_HEAD) {
      int one = in.read();
      if (one < 0) {
        break;
      }
      head.write(one);
      matched = one == end[matched] ? matched + 1 : one == '\r' ? 1 : 0;
    }
    String[] words = head.toString(StandardCharsets.ISO_8859_1).split(" ", 3);
    return words.length > 1 ? words[1] : "";
  }
}

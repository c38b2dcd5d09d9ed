package org.mailmedic.engine.world.live.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.Http;
import org.mailmedic.engine.world.Http.HttpRequest;

/// One request and its answer over a connected socket (RFC 9112). The socket's reads have to end by
/// themselves.
final class Exchange {
  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxHeaderCount(HttpLimits.HEADERS)
          .setMaxLineLength(HttpLimits.HEADER_LINE)
          .setMaxEmptyLineCount(1)
          .setBufferSize(8192)
          .build();

  private Exchange() {}

  /// @param body cut at the request's cap
  record Answer(int status, Map<String, String> headers, String body, boolean truncated) {}

  /// Asks.
  ///
  /// @throws IOException for what the network does
  /// @throws HttpException where the answer is no HTTP
  static Answer run(Socket socket, URI uri, HttpRequest request, String userAgent)
      throws IOException, HttpException {
    // Never closed: closing the socket is its owner's business, and nothing else is held.
    DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(LIMITS);
    connection.bind(socket);
    BasicClassicHttpRequest question = question(uri, request, userAgent);
    connection.sendRequestHeader(question);
    if (question.getEntity() != null) {
      connection.sendRequestEntity(question);
    }
    connection.flush();
    ClassicHttpResponse response = connection.receiveResponseHeader();
    for (int i = 0; response.getCode() < 200; i++) {
      if (i == HttpLimits.INFORMATIONAL) {
        throw new HttpException("too many informational answers");
      }
      response = connection.receiveResponseHeader();
    }
    Map<String, String> headers = headers(response);
    if (response.getCode() != 204 && response.getCode() != 304) {
      connection.receiveResponseEntity(response);
    }
    byte[] body = body(response.getEntity(), headers, request.maxBytes());
    boolean truncated = body.length > request.maxBytes();
    int length = Math.min(body.length, request.maxBytes());
    String text = new String(body, 0, length, charset(headers.get("content-type")));
    return new Answer(response.getCode(), headers, text, truncated);
  }

  private static BasicClassicHttpRequest question(URI uri, HttpRequest request, String userAgent) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    Http.Post post = request.post();
    var question = new BasicClassicHttpRequest(post == null ? "GET" : "POST", target);
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    question.addHeader("Host", host);
    question.addHeader("User-Agent", userAgent);
    question.addHeader("Accept", request.accept());
    question.addHeader("Accept-Encoding", "identity");
    question.addHeader("Connection", "close");
    if (post != null) {
      byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
      question.addHeader("Content-Type", post.contentType());
      question.addHeader("Content-Length", Integer.toString(body.length));
      question.setEntity(new ByteArrayEntity(body, null));
    }
    return question;
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
    }
    return headers;
  }

  /// At most one byte more than the cap.
  private static byte[] body(@Nullable HttpEntity entity, Map<String, String> headers, int maxBytes)
      throws IOException, HttpException {
    if (entity == null) {
      return new byte[0];
    }
    String coding = headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT);
    InputStream in = entity.getContent();
    // We asked for none; some send it all the same.
    switch (coding) {
      case "identity", "" -> {}
      case "gzip", "x-gzip" -> in = new GZIPInputStream(in);
      default -> throw new HttpException("content coding " + coding);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (out.size() <= maxBytes) {
      int got = in.read(buffer, 0, Math.min(buffer.length, maxBytes + 1 - out.size()));
      if (got < 0) {
        break;
      }
      out.write(buffer, 0, got);
    }
    return out.toByteArray();
  }

  /// UTF-8 unless a charset is told that every JVM knows.
  private static Charset charset(@Nullable String contentType) {
    if (contentType == null) {
      return StandardCharsets.UTF_8;
    }
    String type = contentType.toLowerCase(Locale.ROOT);
    int at = type.indexOf("charset=");
    String name = at < 0 ? "" : type.substring(at + 8).replace("\"", "").split(";", 2)[0].strip();
    return switch (name) {
      case "iso-8859-1", "latin1", "windows-1252" -> StandardCharsets.ISO_8859_1;
      default -> StandardCharsets.UTF_8;
    };
  }
}

package org.mailmedic.acceptance.real;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The web beside the mail: the registry of `test` and the servers of MTA-STS policies.
final class Web {
  private static final String REGISTRY = "127.0.80.1";
  private static final int REGISTRY_PORT = 8081;
  private static final int WHOIS_PORT = 4343;
  static final String POLICIES = "127.0.80.2";

  /// The value of `whois.servers.test`.
  static final String WHOIS = REGISTRY + ":" + WHOIS_PORT;

  private record Registered(int status, String words, Instant expires) {}

  private final Map<String, Registered> registry = new HashMap<>();
  private final Map<String, String> policies = new HashMap<>();

  /// What the registry says of a name; of names without an entry, that all is well for a year.
  void registered(String name, String words, Duration left) {
    Instant expires = Instant.now().plus(left).truncatedTo(ChronoUnit.SECONDS);
    registry.put(name, new Registered(200, words, expires));
  }

  /// Which HTTP status the registry answers with instead.
  void refused(String name, int status) {
    registry.put(name, new Registered(status, "", Instant.EPOCH));
  }

  /// The policy of a domain.
  void policy(String domain, String... lines) {
    policies.put("mta-sts." + domain, "version: STSv1\n" + String.join("\n", lines) + "\n");
  }

  /// Starts both.
  ///
  /// @return the value of `rdap.servers.test`
  String start(Certificates certificates, Path folder, Programs programs) throws IOException {
    HttpServer rdap = HttpServer.create(new InetSocketAddress(REGISTRY, REGISTRY_PORT), 50);
    rdap.createContext("/rdap/domain/", this::tell);
    rdap.start();
    programs.onClose(() -> rdap.stop(0));
    startWhois(programs);
    HttpsServer https = HttpsServer.create(new InetSocketAddress(POLICIES, 443), 50);
    https.setHttpsConfigurator(new HttpsConfigurator(tls(certificates, folder)));
    https.createContext("/.well-known/mta-sts.txt", this::show);
    https.start();
    programs.onClose(() -> https.stop(0));
    return "http://" + REGISTRY + ":" + REGISTRY_PORT + "/rdap/";
  }

  /// The same registry by WHOIS (RFC 3912), as the common registry software writes it.
  private void startWhois(Programs programs) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress(REGISTRY, WHOIS_PORT));
    programs.onClose(() -> {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (!server.isClosed()) {
            try (Socket client = server.accept();
                BufferedReader in =
                    new BufferedReader(
                        new InputStreamReader(
                            client.getInputStream(), StandardCharsets.US_ASCII))) {
              String name = String.valueOf(in.readLine()).strip();
              client.getOutputStream().write(whois(name).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
              continue; // closed, or a client that went away
            }
          }
        });
  }

  private String whois(String name) {
    Registered known = known(name);
    if (known.status() == 404) {
      return "No match for \"" + name.toUpperCase(Locale.ROOT) + "\".\r\n";
    }
    StringBuilder status = new StringBuilder();
    for (String word : known.words().split(" ")) {
      status.append(
          status.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return String.join(
        "\r\n",
        "Domain Name: " + name.toUpperCase(Locale.ROOT),
        "Registrar: Test Names Ltd",
        "Registry Expiry Date: " + known.expires(),
        "Domain Status: " + (known.words().equals("active") ? "ok" : status),
        "");
  }

  private Registered known(String name) {
    Instant expires = Instant.now().plus(Duration.ofDays(365)).truncatedTo(ChronoUnit.SECONDS);
    return registry.getOrDefault(name, new Registered(200, "active", expires));
  }

  private SSLContext tls(Certificates certificates, Path folder) throws IOException {
    Path pem = certificates.leaf("policies", false, policies.keySet().toArray(String[]::new));
    Path store = folder.resolve("policies.p12");
    Programs.run(
            folder,
            "openssl",
            "pkcs12",
            "-export",
            "-in",
            pem.toString(),
            "-out",
            store.toString(),
            "-passout",
            "pass:secret")
        .orFail();
    try (InputStream in = Files.newInputStream(store)) {
      char[] password = "secret".toCharArray();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void tell(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    Registered known = known(name);
    String json =
        known.status() == 200
            ? """
            {"objectClassName": "domain", "ldhName": "%s", "status": ["%s"],
             "events": [{"eventAction": "expiration", "eventDate": "%s"}],
             "entities": [{"roles": ["registrar"], "vcardArray": ["vcard", [["fn", {}, "text", "Test Names Ltd"]]]}]}
            """
                .formatted(name, known.words(), known.expires().truncatedTo(ChronoUnit.SECONDS))
            : "{\"errorCode\": " + known.status() + "}";
    send(exchange, known.status(), "application/rdap+json", json);
  }

  private void show(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String policy = policies.get(host == null ? "" : host);
    send(exchange, policy == null ? 404 : 200, "text/plain", policy == null ? "" : policy);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

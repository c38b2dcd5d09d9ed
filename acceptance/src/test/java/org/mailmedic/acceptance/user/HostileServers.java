package org.mailmedic.acceptance.user;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.mailmedic.lab.Lab;
import org.mailmedic.lab.dns.DnsServer;
import org.mailmedic.lab.dns.DnsService;
import org.mailmedic.lab.net.LabNetwork;
import org.mailmedic.lab.net.StreamService;
import org.mailmedic.lab.scenario.Estate;
import org.mailmedic.lab.tls.LabCertificates;
import org.mailmedic.lab.web.Page;
import org.mailmedic.lab.web.WebServer;

/// A small Internet at 127.78.0.0/16, on the ports of the real one, in which each top-level domain
/// holds one domain, `florist`, and one kind of malice.
final class HostileServers implements AutoCloseable {
  private static final String NETWORK = "127.78.";
  private static final String RESOLVER = NETWORK + "250.53";
  private static final String RESOLVERS = NETWORK + "252.";
  private static final int HTTP = 80;

  private final Lab lab;

  private HostileServers(Lab lab) {
    this.lab = lab;
  }

  /// One kind of malice.
  ///
  /// @param id the top-level domain
  /// @param number part of the addresses, from 1
  static final class Malice {
    private final String id;
    private final int number;
    private final Consumer<Malice> evil;
    private final Estate estate;
    private final List<Consumer<Lab.Plan>> more = new ArrayList<>();
    private final WebServer inner = WebServer.plain();
    private boolean ownResolver;

    Malice(String id, int number, Consumer<Malice> evil) {
      this.id = id;
      this.number = number;
      this.evil = evil;
      this.estate = Estate.soundAt(domain(), prefix(), registry());
    }

    String domain() {
      return "florist." + id;
    }

    private String prefix() {
      return NETWORK + number + ".";
    }

    /// Where its registry's servers are.
    String registry() {
      return prefix() + "90";
    }

    Estate estate() {
      return estate;
    }

    /// The resolver that is asked: the lab's own, or one that this puts in its place.
    String resolver() {
      return ownResolver ? RESOLVERS + number : RESOLVER;
    }

    /// Puts a resolver in the place of the lab's.
    void resolver(DnsServer server) {
      ownResolver = true;
      more.add(plan ->
          DnsService.plug(plan.network(), LabNetwork.address(resolver()), DnsService.PORT, server));
    }

    /// Answers TCP to the resolver's address.
    void resolverTcp(StreamService server) {
      more.add(plan -> plan.tcp(resolver(), DnsService.PORT, server));
    }

    /// Answers whoever asks the registry by WHOIS.
    void whois(Flood flood) {
      estate.whoisOnly();
      more.add(plan ->
          plan.tcp(
              registry(),
              43,
              socket -> {
                while (socket.getInputStream().read() != '\n') {
                  Thread.onSpinWait();
                }
                flood.pour(socket.getOutputStream());
              }));
    }

    /// The registry answers everything with "ask there", which is a server inside.
    void registryLeadsInside() {
      String inside = prefix() + "91";
      estate.rdap(Page.redirect("http://" + inside + "/"));
      more.add(plan -> plan.tcp(inside, HTTP, inner));
    }

    /// The server inside.
    WebServer inner() {
      return inner;
    }

    private void plant(Lab.Plan plan) {
      evil.accept(this);
      estate.plant(plan);
      more.forEach(each -> each.accept(plan));
    }
  }

  /// What a server sends once it was asked.
  interface Flood {
    void pour(OutputStream out) throws IOException, InterruptedException;

    /// The same text until the client goes away.
    static Flood endless(String text) {
      byte[] bytes = text.repeat(100).getBytes(StandardCharsets.US_ASCII);
      return out -> {
        while (true) {
          out.write(bytes);
        }
      };
    }

    /// A text one byte a second.
    static Flood drip(String text) {
      return out -> {
        for (byte one : text.getBytes(StandardCharsets.US_ASCII)) {
          out.write(one);
          out.flush();
          Thread.sleep(Duration.ofSeconds(1));
        }
      };
    }
  }

  /// Starts all of them.
  static HostileServers start(List<Malice> all) {
    return new HostileServers(
        Lab.start(plan -> {
          plan.resolverAt(RESOLVER).topAt(NETWORK + "251.");
          all.forEach(each -> each.plant(plan));
        }));
  }

  /// The servers.
  Lab lab() {
    return lab;
  }

  /// Writes what the program has to know.
  Path configuration(Path folder, boolean allowPrivate) throws IOException {
    Path anchors = Files.writeString(folder.resolve("root.ds"), lab.trustAnchors() + "\n");
    Path authority = folder.resolve("authority.pem");
    Files.writeString(authority, LabCertificates.authorityPem());
    StringJoiner rdap = new StringJoiner(", ", "{", "}");
    for (Map.Entry<String, URI> server : lab.worldOptions().registries().rdap().entrySet()) {
      rdap.add("\"" + server.getKey() + "\": \"" + server.getValue() + "\"");
    }
    StringJoiner whois = new StringJoiner(", ", "{", "}");
    for (Map.Entry<String, InetSocketAddress> server :
        lab.worldOptions().registries().whois().entrySet()) {
      whois.add(
          "\""
              + server.getKey()
              + "\": \""
              + server.getValue().getAddress().getHostAddress()
              + "\"");
    }
    return Files.writeString(
        folder.resolve(allowPrivate ? "config.yaml" : "public.yaml"),
        String.join(
            "\n",
            "trustAnchors: \"" + anchors + "\"",
            "caFile: \"" + authority + "\"",
            "allowPrivate: " + allowPrivate,
            "rdap: {servers: " + rdap + "}",
            "whois: {servers: " + whois + "}",
            ""));
  }

  @Override
  public void close() {
    lab.close();
  }
}

package org.mailmedic.acceptance.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A DNS tree of its own on real servers: Knot for the authoritative side (a process for each
/// address), Unbound as the validating resolver. Zones are signed with BIND's tools.
///
/// The root lies on 127.0.53.1, `test` on 127.0.53.2, domains on 127.0.53.3 and 127.0.53.4, the
/// resolver on 127.0.0.53.
final class NameServers {
  static final String RESOLVER = "127.0.0.53";
  private static final String ROOT = "127.0.53.1";
  private static final String TLD = "127.0.53.2";
  static final String FIRST = "127.0.53.3";
  static final String SECOND = "127.0.53.4";

  private final Path folder;
  private final Programs programs;
  private final StringBuilder tld = new StringBuilder();
  private final List<String> reverseZones = new ArrayList<>();
  private final Map<String, List<Path>> served = new LinkedHashMap<>();
  private final Map<Path, String> zoneNames = new LinkedHashMap<>();

  NameServers(Path folder, Programs programs) {
    this.folder = folder;
    this.programs = programs;
    line(
        tld,
        "$TTL 300",
        "@ IN SOA ns.test. hostmaster.test. 1 3600 600 86400 60",
        "@ IN NS ns.test.",
        "ns.test. IN A " + TLD);
  }

  static void line(StringBuilder zone, String... lines) {
    for (String line : lines) {
      zone.append(line).append('\n');
    }
  }

  /// How a domain is signed.
  enum Signing {
    NONE,
    GOOD,
    /// Every signature ran out yesterday.
    EXPIRED,
    /// The parent's DS names a key that is not there.
    WRONG_DS,
    /// One record was changed after signing.
    TAMPERED
  }

  /// Adds a domain below `test`, served alike by both name servers.
  void domain(String name, Signing signing, String... records) throws IOException {
    domain(name, signing, UnaryOperator.identity(), records);
  }

  /// Adds a domain whose second server has other records.
  void domain(String name, Signing signing, UnaryOperator<String> second, String... records)
      throws IOException {
    delegate(name, "ns1", FIRST, "ns2", SECOND);
    StringBuilder zone = new StringBuilder();
    line(
        zone,
        "$TTL 300",
        "@ IN SOA ns1 hostmaster 1 3600 600 86400 60",
        "@ IN NS ns1",
        "@ IN NS ns2",
        "ns1 IN A " + FIRST,
        "ns2 IN A " + SECOND);
    line(zone, records);
    if (!String.join(" ", records).contains("v=spf1")) {
      line(zone, "@ IN TXT \"v=spf1 mx a -all\"");
    }
    Path file = zoneFile(name, zone.toString(), signing, "");
    serve(FIRST, name, file);
    String other = second.apply(zone.toString());
    serve(
        SECOND,
        name,
        other.equals(zone.toString()) ? file : zoneFile(name, other, signing, "-second"));
  }

  /// Adds a reverse zone, which the resolver knows by itself.
  void reverse(String name, String... records) throws IOException {
    StringBuilder zone = new StringBuilder();
    line(zone, "$TTL 300", "@ IN SOA ns1.test. hostmaster.test. 1 3600 600 86400 60");
    line(zone, "@ IN NS ns1.test.");
    line(zone, records);
    serve(FIRST, name, zoneFile(name, zone.toString(), Signing.NONE, ""));
    reverseZones.add(name);
  }

  /// Delegates a domain to servers (name, address, …) that may know nothing of it.
  void delegate(String name, String... servers) {
    for (int i = 0; i < servers.length; i += 2) {
      String host = servers[i] + "." + name + ".";
      line(tld, name + ". IN NS " + host, host + " IN A " + servers[i + 1]);
    }
  }

  private void serve(String address, String name, Path file) {
    served.computeIfAbsent(address, a -> new ArrayList<>()).add(file);
    zoneNames.put(file, name);
  }

  private Path zoneFile(String name, String text, Signing signing, String suffix)
      throws IOException {
    Path dir = Files.createDirectories(folder.resolve("zone-" + name + suffix));
    Path plain = Files.writeString(dir.resolve("plain"), text);
    if (signing == Signing.NONE) {
      return plain;
    }
    Path signed =
        signing == Signing.EXPIRED
            ? sign(dir, name, "-P", "-s", "now-1209600", "-e", "now-86400")
            : sign(dir, name);
    if (signing == Signing.TAMPERED) {
      Files.writeString(signed, Files.readString(signed).replace("mail.tampered", "evil.tampered"));
    }
    if (suffix.isEmpty() && !name.isEmpty()) {
      String ds = Files.readString(dir.resolve("dsset-" + name + "."));
      line(tld, signing == Signing.WRONG_DS ? wrong(ds) : ds);
    }
    return signed;
  }

  private static String wrong(String ds) {
    String digits = ds.strip();
    char last = digits.charAt(digits.length() - 1);
    return digits.substring(0, digits.length() - 1) + (last == '0' ? '1' : '0');
  }

  /// Signs `test` and the root, starts the servers and the resolver, and waits until they answer.
  ///
  /// @return the trust anchor file
  Path start() throws IOException {
    Path tldFile = zoneFile("test", tld.toString(), Signing.NONE, "-unsigned");
    Path tldSigned = signTop("test", Files.readString(tldFile));
    serve(TLD, "test", tldSigned);
    StringBuilder root = new StringBuilder();
    line(
        root,
        "$TTL 300",
        ". IN SOA a.root. hostmaster.root. 1 3600 600 86400 60",
        ". IN NS a.root.",
        "a.root. IN A " + ROOT,
        "test. IN NS ns.test.",
        "ns.test. IN A " + TLD,
        Files.readString(folder.resolve("zone-test/dsset-test.")));
    Path rootSigned = signTop("", root.toString());
    serve(ROOT, ".", rootSigned);
    served.forEach(this::startKnot);
    Path anchor =
        Files.writeString(
            folder.resolve("root.ds"), Files.readString(folder.resolve("zone-/dsset-.")));
    startUnbound(anchor);
    return anchor;
  }

  private Path signTop(String name, String text) throws IOException {
    Path dir = Files.createDirectories(folder.resolve("zone-" + name));
    Files.writeString(dir.resolve("plain"), text);
    return sign(dir, name);
  }

  /// Signs the file `plain` with the zone's keys, made where there are none yet.
  private Path sign(Path dir, String name, String... more) throws IOException {
    String zone = name.isEmpty() ? "." : name;
    Path keys = folder.resolve("keys-" + name);
    if (!Files.exists(keys)) {
      Files.createDirectories(keys);
      key(keys, "-f", "KSK", zone);
      key(keys, zone);
    }
    Path signed = dir.resolve("signed");
    List<String> command = new ArrayList<>(List.of("dnssec-signzone", "-S", "-K"));
    command.addAll(List.of(keys.toString(), "-o", zone, "-d", dir.toString()));
    command.addAll(List.of("-f", signed.toString()));
    command.addAll(List.of(more));
    command.add(dir.resolve("plain").toString());
    Programs.run(dir, command.toArray(String[]::new)).orFail();
    return signed;
  }

  private static void key(Path keys, String... more) {
    List<String> command = new ArrayList<>(List.of("dnssec-keygen", "-q", "-a", "ECDSAP256SHA256"));
    command.addAll(List.of(more));
    Programs.run(keys, command.toArray(String[]::new)).orFail();
  }

  private void startKnot(String address, List<Path> files) {
    try {
      Path dir = Files.createDirectories(folder.resolve("knot-" + address));
      StringBuilder config = new StringBuilder();
      line(
          config,
          "server:",
          "  listen: " + address + "@53",
          "  rundir: " + dir,
          "  udp-workers: 1",
          "  tcp-workers: 1",
          "  background-workers: 1",
          "log:",
          "  - target: stderr",
          "    any: warning",
          "database:",
          "  storage: " + dir,
          "zone:");
      for (Path file : files) {
        line(
            config,
            "  - domain: " + zoneNames.get(file),
            "    file: " + file,
            "    semantic-checks: off",
            "    zonefile-sync: -1",
            "    journal-content: none");
      }
      Path conf = Files.writeString(dir.resolve("knot.conf"), config);
      programs.serve("knot-" + address, "knotd", "-c", conf.toString());
      Ready.tcp(address, 53);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void startUnbound(Path anchor) throws IOException {
    Path dir = Files.createDirectories(folder.resolve("unbound"));
    Path hints =
        Files.writeString(
            dir.resolve("root.hints"), ". 3600 NS a.root.\na.root. 3600 A " + ROOT + "\n");
    StringBuilder config = new StringBuilder();
    line(
        config,
        "server:",
        "  interface: " + RESOLVER,
        "  port: 53",
        "  num-threads: 1",
        "  do-daemonize: no",
        "  username: \"\"",
        "  chroot: \"\"",
        "  directory: \"" + dir + "\"",
        "  pidfile: \"\"",
        "  use-syslog: no",
        "  do-not-query-localhost: no",
        "  do-ip6: no",
        "  access-control: 127.0.0.0/8 allow",
        "  root-hints: \"" + hints + "\"",
        "  trust-anchor-file: \"" + anchor + "\"",
        "  local-zone: \"test.\" nodefault",
        "remote-control:",
        "  control-enable: no");
    for (String zone : reverseZones) {
      line(
          config,
          "server:",
          "  local-zone: \"127.in-addr.arpa.\" nodefault",
          "  domain-insecure: \"" + zone + "\"",
          "stub-zone:",
          "  name: \"" + zone + "\"",
          "  stub-addr: " + FIRST);
    }
    Path conf = Files.writeString(dir.resolve("unbound.conf"), config);
    programs.serve("unbound", "unbound", "-d", "-c", conf.toString());
    Ready.tcp(RESOLVER, 53);
  }
}

package org.mailmedic.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mailmedic.lab.scenario.Estate;
import org.mailmedic.lab.tls.LabCertificates;

/// A lab for other processes: its servers listen at loopback addresses on the ports that they have
/// in the real world, which only somebody may do who may open ports below 1024.
///
/// Started as a program with a delay in milliseconds, a number of domains and a folder. It writes
/// `config.yaml` (for `--config`) and `domains.txt` into the folder, says `ready`, and ends when
/// its standard input does.
public final class ExposedLab implements AutoCloseable {
  private static final String NETWORK = "127.77.";
  private static final String RESOLVER = NETWORK + "250.53";
  private static final String REGISTRY = NETWORK + "250.80";
  private static final String TOP = NETWORK + "251.";
  private static final int MOST_DOMAINS = 240;

  private final Lab lab;
  private final List<String> domains;

  private ExposedLab(Lab lab, List<String> domains) {
    this.lab = lab;
    this.domains = domains;
  }

  /// Starts a lab with sound estates `shop1.example`, `shop2.example` and so on.
  ///
  /// @param count how many, at most 240
  public static ExposedLab start(Duration delayPerExchange, int count) {
    if (count < 1 || count > MOST_DOMAINS) {
      throw new IllegalArgumentException("1 to " + MOST_DOMAINS + " domains, not " + count);
    }
    List<String> domains = new ArrayList<>();
    Lab lab =
        Lab.start(
            delayPerExchange,
            plan -> {
              plan.resolverAt(RESOLVER).topAt(TOP);
              for (int number = 1; number <= count; number++) {
                String domain = "shop" + number + ".example";
                domains.add(domain);
                Estate.soundAt(domain, NETWORK + number + ".", REGISTRY).plant(plan);
              }
            });
    return new ExposedLab(lab, domains);
  }

  public List<String> domains() {
    return List.copyOf(domains);
  }

  /// Writes what a program has to know to live in this lab.
  ///
  /// @return the configuration file
  public Path writeConfiguration(Path folder) throws IOException {
    Path anchors = folder.resolve("root.ds");
    Path authority = folder.resolve("authority.pem");
    Files.writeString(anchors, lab.trustAnchors() + "\n");
    Files.writeString(authority, LabCertificates.authorityPem());
    Files.writeString(folder.resolve("domains.txt"), String.join("\n", domains) + "\n");
    Path config = folder.resolve("config.yaml");
    Files.writeString(
        config,
        """
        resolver: ["%s"]
        trustAnchors: "%s"
        caFile: "%s"
        allowPrivate: true
        rdap:
          servers: {example: "http://%s/"}
        """
            .formatted(RESOLVER, anchors, authority, REGISTRY));
    return config;
  }

  @Override
  public void close() {
    lab.close();
  }

  public static void main(String[] arguments) throws IOException {
    Duration delay = Duration.ofMillis(Long.parseLong(arguments[0]));
    try (ExposedLab lab = start(delay, Integer.parseInt(arguments[1]))) {
      lab.writeConfiguration(Path.of(arguments[2]).toAbsolutePath());
      System.out.println("ready");
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}

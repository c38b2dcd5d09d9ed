package org.mailmedic.lab.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What a registry has of a domain.
///
/// @param domain without trailing dot
/// @param status RDAP status words (RFC 8056), such as `client hold`
/// @param ends how long the registration still runs; below zero: it ran out so long ago
public record RegistryEntry(String domain, List<String> status, Duration ends) {
  public RegistryEntry {
    status = List.copyOf(status);
  }

  /// A registration in good order with a good half year left.
  public static RegistryEntry sound(String domain) {
    return new RegistryEntry(domain, List.of("active"), Duration.ofDays(200));
  }

  public RegistryEntry status(String... words) {
    return new RegistryEntry(domain, List.of(words), ends);
  }

  public RegistryEntry endsIn(Duration time) {
    return new RegistryEntry(domain, status, time);
  }

  private Instant expires() {
    return Instant.now().plus(ends).truncatedTo(ChronoUnit.SECONDS);
  }

  /// As RDAP (RFC 9083).
  public Page rdap() {
    String words = String.join("\",\"", status);
    return Page.ok(
        "application/rdap+json",
        """
        {"objectClassName":"domain","ldhName":"%s","status":["%s"],
         "events":[{"eventAction":"expiration","eventDate":"%s"}],
         "entities":[{"objectClassName":"entity","roles":["registrar"],
          "vcardArray":["vcard",[["version",{},"text","4.0"],["fn",{},"text","Corner Shop Domains"]]]}]}
        """
            .formatted(domain, words, expires()));
  }

  /// As most WHOIS servers write it.
  public String whois() {
    StringBuilder text = new StringBuilder("Domain Name: " + domain + "\r\n");
    text.append("Registrar: Corner Shop Domains\r\n");
    text.append("Registry Expiry Date: ").append(expires()).append("\r\n");
    for (String word : status) {
      text.append("Domain Status: ").append(camel(word)).append("\r\n");
    }
    return text.toString();
  }

  private static String camel(String words) {
    StringBuilder joined = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      joined.append(
          joined.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return joined.toString();
  }
}

package org.mailmedic.knowledge.registries;

import java.util.Optional;

/// The RDAP and WHOIS servers of top-level domains, as shipped. Immutable.
public final class Registries {
  private static final class Holder {
    static final Registries BUILT_IN =
        new Registries(
            Resource.read("registries/rdap.txt"),
            Resource.read("registries/whois.txt"),
            Integer.parseInt(Resource.read("registries/thresholds.txt").strip()));
  }

  private static final String TLD = "{tld}";

  private final String rdap;
  private final String whois;
  private final int expiresSoonDays;

  private Registries(String rdap, String whois, int expiresSoonDays) {
    this.rdap = rdap;
    this.whois = whois;
    this.expiresSoonDays = expiresSoonDays;
  }

  /// What comes with the program.
  public static Registries builtIn() {
    return Holder.BUILT_IN;
  }

  /// The base URL of the RDAP server that answers for a TLD (RFC 9224), ending with `/`.
  ///
  /// @param tld an A-label, lower case
  public Optional<String> rdap(String tld) {
    // Lines: "<base URL> <tld> <tld> … ", a space after each.
    int at = rdap.indexOf(' ' + tld + ' ');
    if (at < 0) {
      return Optional.empty();
    }
    int start = rdap.lastIndexOf('\n', at) + 1;
    String base = rdap.substring(start, rdap.indexOf(' ', start));
    return Optional.of(base.replace(TLD, tld));
  }

  /// The WHOIS server of a TLD.
  ///
  /// @param tld an A-label, lower case
  public Optional<WhoisServer> whois(String tld) {
    // Lines, a line end before each too: "<tld> <host>[ <query>]".
    int at = whois.indexOf('\n' + tld + ' ');
    if (at < 0) {
      return Optional.empty();
    }
    String value = whois.substring(at + tld.length() + 2, whois.indexOf('\n', at + 1));
    return Optional.of(WhoisServer.of(value));
  }

  /// How many days before it runs out a registration is worth a word.
  public int expiresSoonDays() {
    return expiresSoonDays;
  }
}

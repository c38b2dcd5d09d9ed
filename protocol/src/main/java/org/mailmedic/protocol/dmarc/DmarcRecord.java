package org.mailmedic.protocol.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dkim.Anomaly;
import org.mailmedic.protocol.dkim.TagList;

/// A DMARC policy record, the TXT record at `_dmarc.DOMAIN` (RFC 9989 section 4.7), as receivers
/// understand it: what can't be read has its default.
///
/// @param policy the tag `p`; NONE where it is missing or wrong and there is somebody to report to
/// @param subdomains the tag `sp`; null where it is missing
/// @param nonExistent the tag `np`; null where it is missing
/// @param strictDkim, strictSpf the tags `adkim` and `aspf`
/// @param testing the tag `t`: the policy is not to be applied
/// @param publicSuffix the tag `psd`
/// @param rua, ruf where aggregate and failure reports go
/// @param percent what RFC 7489's `pct` says; -1 where it says nothing. Receivers by RFC 9989 read
///   over it; those by RFC 7489 apply the policy to so many of a hundred messages
public record DmarcRecord(
    Policy policy,
    @Nullable Policy subdomains,
    @Nullable Policy nonExistent,
    boolean strictDkim,
    boolean strictSpf,
    boolean testing,
    PublicSuffix publicSuffix,
    List<ReportAddress> rua,
    List<ReportAddress> ruf,
    int percent) {

  public DmarcRecord {
    rua = List.copyOf(rua);
    ruf = List.copyOf(ruf);
  }

  /// Whether the domain is one below which others register names (the tag `psd`).
  public enum PublicSuffix {
    YES,
    NO,
    UNSAID
  }

  /// What was read.
  ///
  /// @param record null where receivers apply nothing
  /// @param anomalies what is not as the standard has it, in the order of the text
  public record Parsed(@Nullable DmarcRecord record, List<Anomaly> anomalies) {
    public Parsed {
      anomalies = List.copyOf(anomalies);
    }
  }

  /// Whether a TXT record is meant as a DMARC record: it starts with the version (RFC 9989 section
  /// 4.10). Case of the value matters.
  public static boolean isMeant(String text) {
    int at = text.isEmpty() || "vV".indexOf(text.charAt(0)) < 0 ? -1 : skip(text, 1);
    if (at < 0 || at >= text.length() || text.charAt(at) != '=') {
      return false;
    }
    at = skip(text, at + 1);
    if (!text.startsWith("DMARC1", at)) {
      return false;
    }
    int end = skip(text, at + 6);
    return end >= text.length() || text.charAt(end) == ';';
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /// Reads a record.
  public static Parsed parse(String text) {
    return new Parser(text).parse();
  }

  /// The policy for a name below the one that the record was found at.
  ///
  /// @param exists whether that name exists in the DNS
  public Policy below(boolean exists) {
    Policy some = subdomains == null ? policy : subdomains;
    return exists || nonExistent == null ? some : nonExistent;
  }

  private static final class Parser {
    /// RFC 9989 appendix C: tags that RFC 7489 had.
    private static final Set<String> OBSOLETE = Set.of("pct", "rf", "ri");

    /// Report addresses that are read of one tag.
    private static final int MAX_ADDRESSES = 50;

    private final String text;
    private final TagList tags;
    private final List<Anomaly> anomalies;

    Parser(String text) {
      this.text = text;
      tags = TagList.parse(text, TagList.Names.ANY_CASE);
      anomalies = new ArrayList<>(tags.anomalies());
    }

    Parsed parse() {
      if (!isMeant(text)) {
        anomalies.add(new Anomaly(Anomaly.Code.BAD_VERSION, 0, text.strip()));
        return new Parsed(null, anomalies);
      }
      List<ReportAddress> rua = addresses("rua");
      List<ReportAddress> ruf = addresses("ruf");
      Policy policy = policy("p");
      Policy subdomains = policy("sp");
      Policy nonExistent = policy("np");
      if (tags.tag("p") == null) {
        anomalies.add(new Anomaly(Anomaly.Code.MISSING, text.length(), "p"));
      }
      boolean wrong = policy == null || wrong("sp", subdomains) || wrong("np", nonExistent);
      DmarcRecord record =
          new DmarcRecord(
              wrong || policy == null ? Policy.NONE : policy,
              wrong ? null : subdomains,
              wrong ? null : nonExistent,
              word("adkim", "r", "s").equals("s"),
              word("aspf", "r", "s").equals("s"),
              word("t", "n", "y").equals("y"),
              publicSuffix(),
              rua,
              ruf,
              percent());
      failureOptions();
      obsolete(rua, ruf);
      // RFC 9989 section 4.10.1: without a good policy it counts only if somebody wants reports
      boolean applied = !duplicates() && (!wrong || !rua.isEmpty());
      return new Parsed(applied ? record : null, anomalies);
    }

    /// RFC 6376 section 3.2, which the format follows: a tag that is there twice spoils the list.
    private boolean duplicates() {
      return tags.anomalies().stream().anyMatch(a -> a.code() == Anomaly.Code.DUPLICATE);
    }

    private boolean wrong(String name, @Nullable Policy policy) {
      return policy == null && tags.tag(name) != null;
    }

    private @Nullable Policy policy(String name) {
      TagList.Tag tag = tags.tag(name);
      if (tag == null) {
        return null;
      }
      Policy policy = Policy.of(tag.value());
      if (policy == null) {
        bad(tag);
      }
      return policy;
    }

    /// One of the words, the first where the tag is missing or wrong.
    private String word(String name, String... words) {
      TagList.Tag tag = tags.tag(name);
      if (tag == null) {
        return words[0];
      }
      for (String word : words) {
        if (tag.value().equalsIgnoreCase(word)) {
          return word;
        }
      }
      bad(tag);
      return words[0];
    }

    private PublicSuffix publicSuffix() {
      return switch (word("psd", "u", "y", "n")) {
        case "y" -> PublicSuffix.YES;
        case "n" -> PublicSuffix.NO;
        default -> PublicSuffix.UNSAID;
      };
    }

    private List<ReportAddress> addresses(String name) {
      TagList.Tag tag = tags.tag(name);
      if (tag == null) {
        return List.of();
      }
      List<ReportAddress> addresses = new ArrayList<>();
      int at = tag.valueAt();
      for (String part : tag.value().split(",", -1)) {
        String uri = part.strip();
        int place = at + part.indexOf(uri);
        at += part.length() + 1;
        if (addresses.size() < MAX_ADDRESSES) {
          ReportAddress.parse(uri)
              .ifPresentOrElse(
                  addresses::add,
                  () -> anomalies.add(new Anomaly(Anomaly.Code.BAD_VALUE, place, uri)));
        }
      }
      return addresses;
    }

    /// RFC 9989 section 4.8: `0`, `1`, `d`, `s`; RFC 7489 had any of them together.
    private void failureOptions() {
      TagList.Tag tag = tags.tag("fo");
      if (tag == null) {
        return;
      }
      for (String option : tag.value().toLowerCase(Locale.ROOT).split(":", -1)) {
        if (!Set.of("0", "1", "d", "s").contains(option.strip())) {
          bad(tag);
          return;
        }
      }
    }

    private int percent() {
      String value = tags.value("pct");
      if (value == null || value.isEmpty() || value.length() > 3) {
        return -1;
      }
      int number = 0;
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) < '0' || value.charAt(i) > '9') {
          return -1;
        }
        number = number * 10 + (value.charAt(i) - '0');
      }
      return number > 100 ? -1 : number;
    }

    private void obsolete(List<ReportAddress> rua, List<ReportAddress> ruf) {
      for (TagList.Tag tag : tags.tags()) {
        if (OBSOLETE.contains(tag.name())) {
          anomalies.add(new Anomaly(Anomaly.Code.OBSOLETE, tag.at(), tag.name()));
        }
      }
      for (ReportAddress address : rua) {
        sized(address);
      }
      for (ReportAddress address : ruf) {
        sized(address);
      }
    }

    private void sized(ReportAddress address) {
      if (address.sized()) {
        String sized = address.uri() + "!";
        anomalies.add(new Anomaly(Anomaly.Code.OBSOLETE, Math.max(0, text.indexOf(sized)), sized));
      }
    }

    private void bad(TagList.Tag tag) {
      anomalies.add(new Anomaly(Anomaly.Code.BAD_VALUE, tag.valueAt(), tag.value()));
    }
  }
}

package org.mailmedic.protocol.dkim;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The TXT record with a public key at `SELECTOR._domainkey.DOMAIN` (RFC 6376 section 3.6.1).
///
/// @param keyType `rsa` or `ed25519`
/// @param hashes the hashes that may be used, in lower case; empty: all
/// @param emailAllowed whether the key is for mail (the tag `s`)
/// @param testing the flag `y`: receivers are to treat the mail as if it were not signed
/// @param strictIdentity the flag `s`: the domain of the signer's identity has to be that of the
///   signature itself
/// @param notes for people; null where there are none
/// @param key the key; null where it is revoked (`p` is empty)
/// @param bits size of the key; 0 where it is revoked
public record DkimKeyRecord(
    String keyType,
    List<String> hashes,
    boolean emailAllowed,
    boolean testing,
    boolean strictIdentity,
    @Nullable String notes,
    @Nullable PublicKey key,
    int bits) {

  public DkimKeyRecord {
    hashes = List.copyOf(hashes);
  }

  /// What was read.
  ///
  /// @param record null where receivers take it for none
  /// @param anomalies what is not as the standard has it; with a record these hurt nobody
  public record Parsed(@Nullable DkimKeyRecord record, List<Anomaly> anomalies) {
    public Parsed {
      anomalies = List.copyOf(anomalies);
    }

    /// Whether the text is exactly as the standard has it.
    public boolean conforms() {
      return record != null && anomalies.isEmpty();
    }
  }

  /// Whether the owner has withdrawn the key.
  public boolean revoked() {
    return key == null;
  }

  /// Whether the key is too short for its signatures to count (RFC 8301 section 3.2).
  public boolean tooShort() {
    return keyType.equals("rsa") && key != null && bits < DkimLimits.MIN_RSA_BITS;
  }

  /// Whether a TXT record is meant as a key: others may stand at the same name by mistake.
  public static boolean isMeant(String text) {
    TagList tags = TagList.parse(text, TagList.Names.CASE_SENSITIVE);
    return tags.tag("p") != null || tags.tag("k") != null || text.strip().startsWith("v=DKIM1");
  }

  /// Reads a record.
  public static Parsed parse(String text) {
    return new Parser(text).parse();
  }

  private static final class Parser {
    private final TagList tags;
    private final int length;
    private final List<Anomaly> anomalies;
    private boolean fatal;

    Parser(String text) {
      tags = TagList.parse(text, TagList.Names.CASE_SENSITIVE);
      length = text.length();
      anomalies = new ArrayList<>(tags.anomalies());
      fatal = !tags.usable();
    }

    Parsed parse() {
      version();
      String keyType = keyType();
      List<String> hashes = hashes();
      boolean email = services();
      List<String> flags = list("t");
      PublicKey key = key(keyType);
      if (fatal) {
        return new Parsed(null, anomalies);
      }
      DkimKeyRecord record =
          new DkimKeyRecord(
              keyType,
              hashes,
              email,
              flags.contains("y"),
              flags.contains("s"),
              tags.value("n"),
              key,
              key == null ? 0 : PublicKeys.bits(key));
      return new Parsed(record, anomalies);
    }

    /// RFC 6376 section 3.6.1: where there is a version, it is `DKIM1` and stands first.
    private void version() {
      TagList.Tag version = tags.tag("v");
      if (version == null) {
        return;
      }
      if (!version.value().equals("DKIM1")) {
        fault(Anomaly.Code.BAD_VERSION, version);
      } else if (!tags.tags().getFirst().equals(version)) {
        fault(Anomaly.Code.VERSION_NOT_FIRST, version);
      }
    }

    private String keyType() {
      TagList.Tag type = tags.tag("k");
      if (type == null) {
        return "rsa";
      }
      String word = type.value().toLowerCase(Locale.ROOT);
      if (!word.equals("rsa") && !word.equals("ed25519")) {
        fault(Anomaly.Code.BAD_VALUE, type);
      }
      return word;
    }

    /// Hashes that are not known are read over (RFC 6376 section 3.6.1).
    private List<String> hashes() {
      return list("h").stream().map(hash -> hash.toLowerCase(Locale.ROOT)).toList();
    }

    private boolean services() {
      List<String> services = list("s");
      return services.isEmpty() || services.contains("*") || services.contains("email");
    }

    private List<String> list(String name) {
      TagList.Tag tag = tags.tag(name);
      return tag == null || tag.value().isEmpty() ? List.of() : TagList.colonList(tag.value());
    }

    private @Nullable PublicKey key(String keyType) {
      TagList.Tag tag = tags.tag("p");
      if (tag == null) {
        anomalies.add(new Anomaly(Anomaly.Code.MISSING, length, "p"));
        fatal = true;
        return null;
      }
      if (tag.value().isEmpty()) {
        return null; // revoked
      }
      byte[] bytes = Base64Text.decode(tag.value());
      PublicKey key = bytes == null ? null : PublicKeys.decode(keyType, bytes);
      if (key == null) {
        fault(Anomaly.Code.BAD_KEY, tag);
      }
      return key;
    }

    private void fault(Anomaly.Code code, TagList.Tag tag) {
      anomalies.add(new Anomaly(code, tag.valueAt(), tag.value()));
      fatal = true;
    }
  }
}

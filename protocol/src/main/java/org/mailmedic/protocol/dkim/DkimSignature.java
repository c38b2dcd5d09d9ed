package org.mailmedic.protocol.dkim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.message.RawField;

/// A signature over a message: a `DKIM-Signature` field (RFC 6376 section 3.5) or, with an instance
/// instead of a version, an `ARC-Message-Signature` (RFC 8617 section 4.1.2).
///
/// @param field the header field that it stands in
/// @param algorithm the tag `a`
/// @param signature the tag `b`, base64 without white space
/// @param bodyHash the tag `bh`, base64 without white space
/// @param headerForm, bodyForm the tag `c`
/// @param domain the tag `d`, lower case
/// @param selector the tag `s`, lower case
/// @param identity the tag `i` of a `DKIM-Signature`, `@` and the domain where it has none
/// @param instance the tag `i` of an `ARC-Message-Signature`; 0 otherwise
/// @param signedFields the tag `h`, as written
/// @param bodyLimit the tag `l`: how many bytes of the body are signed; -1: all
/// @param signedAt the tag `t`, seconds since 1970; -1 where it is missing
/// @param expiresAt the tag `x`, seconds since 1970; -1 where it is missing
/// @param valueAt, valueEnd where in the field's value the tag `b` has its value, for taking it out
public record DkimSignature(
    RawField field,
    SigningAlgorithm algorithm,
    String signature,
    String bodyHash,
    Canonical headerForm,
    Canonical bodyForm,
    String domain,
    String selector,
    String identity,
    int instance,
    List<String> signedFields,
    long bodyLimit,
    long signedAt,
    long expiresAt,
    int valueAt,
    int valueEnd) {

  public DkimSignature {
    signedFields = List.copyOf(signedFields);
  }

  /// What was read.
  ///
  /// @param signature null where receivers take it for none
  /// @param domain the tag `d` where it can be told even so; null otherwise
  /// @param selector the tag `s` where it can be told even so; null otherwise
  /// @param anomalies what is not as the standard has it
  public record Parsed(
      @Nullable DkimSignature signature,
      @Nullable String domain,
      @Nullable String selector,
      List<Anomaly> anomalies) {
    public Parsed {
      anomalies = List.copyOf(anomalies);
    }
  }

  /// Where its key is published, without trailing dot.
  public String keyName() {
    return selector + "._domainkey." + domain;
  }

  /// Whether the signature covers a header field with this name.
  public boolean signs(String name) {
    return signedFields.stream().anyMatch(signed -> signed.equalsIgnoreCase(name));
  }

  /// The field with the value of `b` taken out, as it is signed (RFC 6376 section 3.7).
  String withoutSignature() {
    int start = field.colon() + 1;
    return field.raw().substring(0, start + valueAt) + field.raw().substring(start + valueEnd);
  }

  /// Reads a `DKIM-Signature` field.
  public static Parsed parse(RawField field) {
    return new SignatureParser(field, /* arc= */ false).parse();
  }

  /// Reads an `ARC-Message-Signature` field.
  public static Parsed parseArc(RawField field) {
    return new SignatureParser(field, /* arc= */ true).parse();
  }

  private static final class SignatureParser {
    private final RawField field;
    private final boolean arc;
    private final SignatureTags tags;

    SignatureParser(RawField field, boolean arc) {
      this.field = field;
      this.arc = arc;
      tags = new SignatureTags(field.value());
    }

    Parsed parse() {
      if (!arc) {
        version();
      }
      SigningAlgorithm algorithm = tags.algorithm();
      String signature = tags.base64("b");
      String bodyHash = tags.base64("bh");
      List<Canonical> forms =
          // RFC 6376 section 3.5; sealers of ARC leave it out and mean relaxed (the public suite)
          tags.canonical(arc ? Canonical.RELAXED : Canonical.SIMPLE);
      String domain = tags.domain();
      String selector = tags.selector();
      String identity = arc ? null : identity(domain);
      int instance = arc ? tags.instance() : 0;
      List<String> signed = signedFields();
      long bodyLimit = tags.number("l");
      long signedAt = tags.number("t");
      long expiresAt = expires(signedAt);
      TagList.Tag b = tags.tag("b");
      if (algorithm == null || domain == null || selector == null || b == null || tags.fatal()) {
        return new Parsed(null, domain, selector, tags.anomalies());
      }
      DkimSignature whole =
          new DkimSignature(
              field,
              algorithm,
              signature,
              bodyHash,
              forms.get(0),
              forms.get(1),
              domain,
              selector,
              identity == null ? "@" + domain : identity,
              instance,
              signed,
              bodyLimit,
              signedAt,
              expiresAt,
              b.valueAt(),
              b.valueEnd());
      return new Parsed(whole, domain, selector, tags.anomalies());
    }

    private void version() {
      TagList.Tag version = tags.needed("v");
      if (version != null && !version.value().equals("1")) {
        tags.fault(Anomaly.Code.BAD_VERSION, version);
      }
    }

    /// RFC 6376 section 3.5: the domain of the identity is that of the signature or below it.
    private @Nullable String identity(@Nullable String domain) {
      TagList.Tag tag = tags.tag("i");
      if (tag == null || domain == null) {
        return null;
      }
      String name =
          tag.value().substring(tag.value().lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
      boolean within = name.equals(domain) || name.endsWith("." + domain);
      if (!tag.value().contains("@") || !within) {
        tags.fault(Anomaly.Code.BAD_VALUE, tag);
      }
      return tag.value();
    }

    private List<String> signedFields() {
      TagList.Tag tag = tags.needed("h");
      if (tag == null) {
        return List.of();
      }
      List<String> names = new ArrayList<>();
      for (String name : TagList.colonList(tag.value())) {
        if (!name.isEmpty() && names.size() < DkimLimits.MAX_SIGNED_FIELDS) {
          names.add(name);
        }
      }
      // RFC 6376 section 5.4: From has to be among them. RFC 8617 does not ask for it.
      if (!arc && names.stream().noneMatch("From"::equalsIgnoreCase)) {
        tags.fault(Anomaly.Code.BAD_VALUE, tag);
      }
      return names;
    }

    private long expires(long signedAt) {
      long expires = tags.number("x");
      TagList.Tag tag = tags.tag("x");
      if (tag != null && expires >= 0 && signedAt >= 0 && expires <= signedAt) {
        tags.fault(Anomaly.Code.BAD_VALUE, tag); // RFC 6376 section 3.5
      }
      return expires;
    }
  }
}

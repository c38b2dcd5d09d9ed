package org.mailmedic.protocol.arc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dkim.Anomaly;
import org.mailmedic.protocol.dkim.SignatureTags;
import org.mailmedic.protocol.dkim.SigningAlgorithm;
import org.mailmedic.protocol.dkim.TagList;
import org.mailmedic.protocol.message.RawField;

/// An `ARC-Seal` field (RFC 8617 section 4.1.3).
///
/// @param field the header field
/// @param instance 1 to 50
/// @param verdict what the sealer found of the chain before it (the tag `cv`)
/// @param domain, selector whose key it is
/// @param valueAt, valueEnd where in the field's value the tag `b` has its value
record ArcSeal(
    RawField field,
    int instance,
    Verdict verdict,
    SigningAlgorithm algorithm,
    String signature,
    String domain,
    String selector,
    int valueAt,
    int valueEnd) {

  /// What a sealer says of the chain before it.
  enum Verdict {
    NONE,
    PASS,
    FAIL
  }

  /// What was read; the seal is null where it is none.
  record Parsed(@Nullable ArcSeal seal, List<Anomaly> anomalies) {
    Parsed {
      anomalies = List.copyOf(anomalies);
    }
  }

  String keyName() {
    return selector + "._domainkey." + domain;
  }

  /// The field with the value of `b` taken out, as it is signed.
  String withoutSignature() {
    int start = field.colon() + 1;
    return field.raw().substring(0, start + valueAt) + field.raw().substring(start + valueEnd);
  }

  static Parsed parse(RawField field) {
    SignatureTags tags = new SignatureTags(field.value());
    int instance = tags.instance();
    SigningAlgorithm algorithm = tags.algorithm();
    String signature = tags.base64("b");
    Verdict verdict = verdict(tags);
    String domain = tags.domain();
    String selector = tags.selector();
    tags.number("t");
    TagList.Tag signed = tags.tag("h");
    if (signed != null) {
      tags.fault(Anomaly.Code.BAD_VALUE, signed); // RFC 8617 section 4.1.3: must not be there
    }
    TagList.Tag b = tags.tag("b");
    if (algorithm == null
        || verdict == null
        || domain == null
        || selector == null
        || b == null
        || tags.fatal()) {
      return new Parsed(null, tags.anomalies());
    }
    ArcSeal seal =
        new ArcSeal(
            field,
            instance,
            verdict,
            algorithm,
            signature,
            domain,
            selector,
            b.valueAt(),
            b.valueEnd());
    return new Parsed(seal, tags.anomalies());
  }

  private static @Nullable Verdict verdict(SignatureTags tags) {
    TagList.Tag tag = tags.needed("cv");
    if (tag == null) {
      return null;
    }
    return switch (tag.value()) {
      case "none" -> Verdict.NONE;
      case "pass" -> Verdict.PASS;
      case "fail" -> Verdict.FAIL;
      default -> {
        tags.fault(Anomaly.Code.BAD_VALUE, tag);
        yield null;
      }
    };
  }
}

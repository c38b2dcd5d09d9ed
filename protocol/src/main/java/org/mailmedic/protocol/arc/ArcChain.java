package org.mailmedic.protocol.arc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.arc.ArcResult.Reason;
import org.mailmedic.protocol.arc.ArcResult.Status;
import org.mailmedic.protocol.dkim.Anomaly;
import org.mailmedic.protocol.dkim.Canonical;
import org.mailmedic.protocol.dkim.DkimResult;
import org.mailmedic.protocol.dkim.DkimSignature;
import org.mailmedic.protocol.dkim.DkimVerifier;
import org.mailmedic.protocol.dkim.FoundKey;
import org.mailmedic.protocol.dkim.KeyLookup;
import org.mailmedic.protocol.dkim.SignatureTags;
import org.mailmedic.protocol.dkim.SigningAlgorithm;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;

/// Validates the chain of a message (RFC 8617 section 5.2).
public final class ArcChain {
  private static final String RESULTS = "ARC-Authentication-Results";
  private static final String SIGNATURE = "ARC-Message-Signature";
  private static final String SEAL = "ARC-Seal";

  /// RFC 8617 section 4.2.1.
  private static final int MAX_SETS = 50;

  private final RawMessage message;
  private final KeyLookup keys;

  private ArcChain(RawMessage message, KeyLookup keys) {
    this.message = message;
    this.keys = keys;
  }

  /// The state of the message's chain.
  public static ArcResult validate(RawMessage message, KeyLookup keys) {
    return new ArcChain(message, keys).validate();
  }

  /// A set; its fields are null until they are found.
  private static final class Found {
    private @Nullable RawField results;
    private @Nullable RawField signature;
    private @Nullable ArcSeal seal;
  }

  /// A set with all its fields.
  private record Whole(RawField results, RawField signature, ArcSeal seal) {}

  private ArcResult validate() {
    List<RawField> fields =
        message.fields().stream()
            .filter(field -> field.is(RESULTS) || field.is(SIGNATURE) || field.is(SEAL))
            .toList();
    if (fields.isEmpty()) {
      return new ArcResult(Status.NONE, Reason.NONE, 0, List.of(), null, List.of());
    }
    if (fields.size() > 3 * MAX_SETS) {
      return failed(Reason.TOO_MANY, 0, List.of(), null, List.of());
    }
    Map<Integer, Found> sets = new TreeMap<>();
    for (RawField field : fields) {
      ArcResult trouble = sort(field, sets);
      if (trouble != null) {
        return trouble;
      }
    }
    return validate(sets);
  }

  /// Puts a field into its set; a result where that can't be done.
  private @Nullable ArcResult sort(RawField field, Map<Integer, Found> sets) {
    if (field.is(SEAL)) {
      ArcSeal.Parsed parsed = ArcSeal.parse(field);
      ArcSeal seal = parsed.seal();
      if (seal == null) {
        return failed(Reason.BAD_FIELD, 0, List.of(), null, parsed.anomalies());
      }
      Found set = sets.computeIfAbsent(seal.instance(), i -> new Found());
      if (set.seal != null) {
        return failed(Reason.SETS_INCOMPLETE, seal.instance(), List.of(), null, List.of());
      }
      set.seal = seal;
      return null;
    }
    int instance =
        field.is(RESULTS) ? resultsInstance(field) : new SignatureTags(field.value()).instance();
    if (instance == 0) {
      Anomaly anomaly = new Anomaly(Anomaly.Code.MISSING, 0, "i");
      return failed(Reason.BAD_FIELD, 0, List.of(), null, List.of(anomaly));
    }
    Found set = sets.computeIfAbsent(instance, i -> new Found());
    boolean twice = field.is(RESULTS) ? set.results != null : set.signature != null;
    if (twice) {
      return failed(Reason.SETS_INCOMPLETE, instance, List.of(), null, List.of());
    }
    if (field.is(RESULTS)) {
      set.results = field;
    } else {
      set.signature = field;
    }
    return null;
  }

  /// The instance that an `ARC-Authentication-Results` starts with (RFC 8617 section 4.1.1); 0
  /// where it does not.
  private static int resultsInstance(RawField field) {
    String value = field.unfolded();
    int semicolon = value.indexOf(';');
    int equals = value.indexOf('=');
    if (semicolon < 0
        || equals < 0
        || equals > semicolon
        || !value.substring(0, equals).strip().equals("i")) {
      return 0;
    }
    return SignatureTags.instance(value.substring(equals + 1, semicolon).strip());
  }

  private ArcResult validate(Map<Integer, Found> sets) {
    List<Whole> chain = new ArrayList<>();
    List<ArcResult.Hop> hops = new ArrayList<>();
    for (Map.Entry<Integer, Found> entry : sets.entrySet()) {
      Found set = entry.getValue();
      if (entry.getKey() != chain.size() + 1
          || set.results == null
          || set.signature == null
          || set.seal == null) {
        return failed(Reason.SETS_INCOMPLETE, chain.size() + 1, hops, null, List.of());
      }
      chain.add(new Whole(set.results, set.signature, set.seal));
      String said = set.results.unfolded();
      hops.add(
          new ArcResult.Hop(
              chain.size(), set.seal.domain(), said.substring(said.indexOf(';') + 1).strip()));
    }
    Reason verdicts = verdicts(chain);
    if (verdicts != Reason.NONE) {
      return failed(verdicts, chain.size(), hops, null, List.of());
    }
    return signatures(chain, hops);
  }

  /// Whether each seal says what it can at its place (RFC 8617 section 5.2, steps 2 and 3).
  private static Reason verdicts(List<Whole> chain) {
    if (chain.getLast().seal().verdict() == ArcSeal.Verdict.FAIL) {
      return Reason.FAILED_BEFORE;
    }
    for (int i = 0; i < chain.size(); i++) {
      ArcSeal.Verdict wanted = i == 0 ? ArcSeal.Verdict.NONE : ArcSeal.Verdict.PASS;
      if (chain.get(i).seal().verdict() != wanted) {
        return Reason.WRONG_VERDICT;
      }
    }
    return Reason.NONE;
  }

  private ArcResult signatures(List<Whole> chain, List<ArcResult.Hop> hops) {
    DkimSignature.Parsed newest = DkimSignature.parseArc(chain.getLast().signature());
    DkimSignature signature = newest.signature();
    if (signature == null) {
      return failed(Reason.BAD_FIELD, chain.size(), hops, null, newest.anomalies());
    }
    if (signature.signs(SEAL)) {
      return failed(Reason.SIGNS_SEALS, chain.size(), hops, null, List.of());
    }
    DkimResult result = new DkimVerifier(message, keys).verify(newest);
    if (!result.passed()) {
      return failed(Reason.SIGNATURE, chain.size(), hops, result, result.anomalies());
    }
    for (int i = chain.size(); i > 0; i--) {
      Reason seal = seal(chain.subList(0, i));
      if (seal != Reason.NONE) {
        return failed(seal, i, hops, result, List.of());
      }
    }
    return new ArcResult(Status.PASS, Reason.NONE, chain.size(), hops, result, List.of());
  }

  /// Whether the last seal of a chain holds: it covers all sets up to its own, in relaxed form (RFC
  /// 8617 section 5.1.1).
  private Reason seal(List<Whole> chain) {
    ArcSeal seal = chain.getLast().seal();
    if (seal.algorithm() == SigningAlgorithm.RSA_SHA1) {
      return Reason.SEAL; // RFC 8301 section 3.1
    }
    FoundKey found = FoundKey.find(keys, seal.keyName(), seal.algorithm());
    if (found.reason() != DkimResult.Reason.NONE || found.key() == null) {
      return Reason.SEAL_KEY;
    }
    StringBuilder signed = new StringBuilder();
    for (Whole set : chain) {
      signed.append(relaxed(set.results())).append("\r\n");
      signed.append(relaxed(set.signature())).append("\r\n");
      if (set.seal().instance() == seal.instance()) {
        signed.append(Canonical.RELAXED.field(seal.withoutSignature(), seal.field().colon()));
      } else {
        signed.append(relaxed(set.seal().field())).append("\r\n");
      }
    }
    boolean holds =
        DkimVerifier.holds(seal.algorithm(), found.key(), signed.toString(), seal.signature());
    return holds ? Reason.NONE : Reason.SEAL;
  }

  private static String relaxed(RawField field) {
    return Canonical.RELAXED.field(field.raw(), field.colon());
  }

  private static ArcResult failed(
      Reason reason,
      int instance,
      List<ArcResult.Hop> hops,
      @Nullable DkimResult signature,
      List<Anomaly> anomalies) {
    return new ArcResult(Status.FAIL, reason, instance, hops, signature, anomalies);
  }
}

package org.mailmedic.engine.rule.dmarc;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.DmarcRecords;
import org.mailmedic.protocol.dkim.Anomaly;
import org.mailmedic.protocol.dmarc.DmarcRecord;
import org.mailmedic.protocol.dmarc.TreeWalk;

/// What is wrong with the policy records that a walk found.
///
/// @param problem the word for the texts
/// @param domain where the record stands
/// @param record the records there, on one line
/// @param anomaly the place in it; null where there is none
/// @param destination who is to get reports and does not agree; null otherwise
record DmarcFault(
    String problem,
    String domain,
    String record,
    @Nullable Anomaly anomaly,
    DmarcRecords.@Nullable Destination destination) {

  private static final Set<String> POLICIES = Set.of("p", "sp", "np");

  /// The nearest to the domain; null where all is well, or there is no record at all.
  static @Nullable DmarcFault of(DmarcRecords seen) {
    TreeWalk.Found policy = seen.walk().policy();
    for (DmarcRecords.Answer answer : seen.answers()) {
      if (answer.domain().indexOf('.') < 0) {
        break; // a top-level domain is not the owner's business
      }
      DmarcFault fault = at(answer);
      if (fault != null) {
        return fault;
      }
      if (policy != null && policy.domain().equals(answer.domain())) {
        return reports(seen, policy);
      }
    }
    return null;
  }

  private static @Nullable DmarcFault at(DmarcRecords.Answer answer) {
    List<String> meant = answer.texts().stream().filter(DmarcRecord::isMeant).toList();
    if (meant.size() > 1) {
      // RFC 9989 section 4.10 step 2: then there is none
      return fault("several", answer.domain(), String.join(" | ", meant), null);
    }
    if (meant.isEmpty()) {
      List<String> similar = answer.texts().stream().filter(DmarcFault::isSimilar).toList();
      return similar.isEmpty()
          ? null
          : fault(
              "syntax",
              answer.domain(),
              similar.getFirst(),
              new Anomaly(Anomaly.Code.BAD_VERSION, 0, similar.getFirst()));
    }
    String text = meant.getFirst();
    DmarcRecord.Parsed parsed = DmarcRecord.parse(text);
    Anomaly spoils = spoils(text, parsed);
    return spoils == null ? null : fault("syntax", answer.domain(), text, spoils);
  }

  /// What keeps the policy from being the one that the owner meant; null where nothing does.
  private static @Nullable Anomaly spoils(String text, DmarcRecord.Parsed parsed) {
    for (Anomaly anomaly : parsed.anomalies()) {
      boolean counts =
          switch (anomaly.code()) {
            case BAD_VALUE -> POLICIES.contains(tagBefore(text, anomaly.at()));
            case NO_TAG, DUPLICATE, BAD_NAME -> true;
            default -> parsed.record() == null;
          };
      if (counts) {
        return anomaly;
      }
    }
    return null;
  }

  /// The name of the tag whose value starts at a place, in lower case.
  private static String tagBefore(String text, int at) {
    int equals = text.lastIndexOf('=', Math.max(0, at - 1));
    int start = equals < 0 ? 0 : text.lastIndexOf(';', equals) + 1;
    return equals < 0 ? "" : text.substring(start, equals).strip().toLowerCase(Locale.ROOT);
  }

  private static @Nullable DmarcFault reports(DmarcRecords seen, TreeWalk.Found policy) {
    for (Anomaly anomaly : DmarcRecord.parse(policy.text()).anomalies()) {
      if (anomaly.code() == Anomaly.Code.BAD_VALUE
          && tagBefore(policy.text(), anomaly.at()).equals("rua")
          && policy.record().rua().isEmpty()) {
        return fault("reports", policy.domain(), policy.text(), anomaly);
      }
    }
    for (DmarcRecords.Destination destination : seen.destinations()) {
      if (destination.refuses()) {
        return new DmarcFault("reports", policy.domain(), policy.text(), null, destination);
      }
    }
    return null;
  }

  private static DmarcFault fault(
      String problem, String domain, String record, @Nullable Anomaly anomaly) {
    return new DmarcFault(problem, domain, record, anomaly, null);
  }

  /// Whether a text was meant as a policy record all the same: case, spaces and quotes aside.
  private static boolean isSimilar(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length() && plain.length() < 16; i++) {
      char c = text.charAt(i);
      if (c > ' ' && c != '"' && c != '\'' && c != '\\') {
        plain.append(Character.toLowerCase(c));
      }
    }
    String start = plain.toString();
    return start.startsWith("v=dmarc")
        || start.startsWith("dmarc1")
        || start.startsWith("p=none")
        || start.startsWith("p=quarantine")
        || start.startsWith("p=reject");
  }
}

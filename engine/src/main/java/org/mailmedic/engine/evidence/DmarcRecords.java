package org.mailmedic.engine.evidence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dmarc.TreeWalk;

/// What a domain asks receivers to do with mail that can't prove its origin: every answer of the
/// tree walk (RFC 9989 section 4.10), and what those say who are to get its reports. Key subject:
/// the domain.
///
/// @param domain without trailing dot
/// @param answers the domain's own first, then those of the names above it
/// @param destinations domains elsewhere that reports are to go to
public record DmarcRecords(String domain, List<Answer> answers, List<Destination> destinations)
    implements Evidence {
  public DmarcRecords {
    answers = List.copyOf(answers);
    destinations = List.copyOf(destinations);
  }

  /// The key for a domain.
  public static EvidenceKey<DmarcRecords> key(String domain) {
    return new EvidenceKey<>(DmarcRecords.class, domain);
  }

  /// The TXT records at `_dmarc.DOMAIN`.
  ///
  /// @param domain the domain, the start of the walk or one above it
  /// @param status of the look-up
  /// @param texts the records, each as one text; empty where there are none
  /// @param reason why the look-up failed; null where there is nothing to say
  public record Answer(String domain, String status, List<String> texts, @Nullable String reason) {
    public Answer {
      texts = List.copyOf(texts);
    }

    boolean known() {
      return status.equals("ANSWER") || status.equals("NODATA") || status.equals("NXDOMAIN");
    }
  }

  /// What stands at `POLICY-DOMAIN._report._dmarc.DOMAIN` (RFC 9990 section 4).
  ///
  /// @param domain who is to get reports
  /// @param name the whole name that was asked for
  /// @param status of the look-up
  /// @param texts the records, each as one text; empty where there are none
  public record Destination(String domain, String name, String status, List<String> texts) {
    public Destination {
      texts = List.copyOf(texts);
    }

    /// Whether it is known that it does not agree to get them.
    public boolean refuses() {
      return status.equals("NODATA")
          || status.equals("NXDOMAIN")
          || (status.equals("ANSWER") && texts.stream().noneMatch(t -> t.startsWith("v=DMARC1")));
    }
  }

  /// What follows from the answers.
  public TreeWalk.Outcome walk() {
    List<TreeWalk.Answer> walked = new ArrayList<>();
    for (Answer answer : answers) {
      walked.add(new TreeWalk.Answer(answer.domain(), answer.texts(), !answer.known()));
    }
    return TreeWalk.evaluate(domain, walked);
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public boolean settled() {
    return walk().complete();
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    for (Answer answer : answers) {
      if (!answer.known()) {
        return Attempt.Reason.ofLookup(answer.status());
      }
    }
    return Attempt.Reason.DEADLINE;
  }

  @Override
  public String summary() {
    List<String> lines = new ArrayList<>();
    for (Answer answer : answers) {
      if (!answer.texts().isEmpty()) {
        lines.add("_dmarc." + answer.domain() + " TXT " + String.join(" | ", answer.texts()));
      }
    }
    for (Destination destination : destinations) {
      String found =
          destination.texts().isEmpty()
              ? destination.status()
              : String.join(" | ", destination.texts());
      lines.add(destination.name() + " TXT " + found);
    }
    return lines.isEmpty()
        ? "_dmarc." + domain + " TXT " + (answers.isEmpty() ? "" : answers.getFirst().status())
        : String.join("; ", lines);
  }
}

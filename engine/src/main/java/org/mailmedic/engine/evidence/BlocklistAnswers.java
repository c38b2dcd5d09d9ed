package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What blocklists answer about the domain and about the addresses that its mail leaves from. Holds
/// what the lists' documentation said, so that a case can be judged again without it. Key subject:
/// the domain.
///
/// @param domain the domain of the complaint
/// @param answers in the order of the subjects and of the lists
public record BlocklistAnswers(String domain, List<Answer> answers) implements Evidence {
  private static final int MAX_SUMMARY = 600;

  public BlocklistAnswers {
    answers = List.copyOf(answers);
  }

  /// The key for a domain.
  public static EvidenceKey<BlocklistAnswers> key(String domain) {
    return new EvidenceKey<>(BlocklistAnswers.class, domain);
  }

  /// What is asked about.
  public enum Kind {
    ADDRESS,
    DOMAIN
  }

  /// A list's answer about an address or a domain.
  ///
  /// @param kind what the subject is
  /// @param subject the address or domain
  /// @param list as people know it; the zone where it is none of the well-known
  /// @param zone where it was asked, a key shown as `*`
  /// @param status of the look-up, as in DnsAnswer.Status; `SHUT_DOWN` for a list that is no more
  ///   and was not asked
  /// @param codes what it answered
  /// @param text why, in the list's own words, on one line; null where it says nothing
  /// @param removal where one asks for removal; null where nobody knows
  /// @param test what its test entries said; null for a list whose answers are documented
  public record Answer(
      Kind kind,
      String subject,
      String list,
      String zone,
      String status,
      List<Code> codes,
      @Nullable String text,
      @Nullable String removal,
      @Nullable TestPoints test) {
    public Answer {
      codes = List.copyOf(codes);
    }

    /// What came of it. Only documented answers count (verdict 22).
    public Outcome outcome() {
      if (status.equals("SHUT_DOWN")) {
        return Outcome.SHUT_DOWN;
      }
      boolean none = status.equals("NXDOMAIN") || status.equals("NODATA");
      if (!none && !status.equals("ANSWER")) {
        return Outcome.FAILED;
      }
      if (codes.stream().anyMatch(code -> code.meaning() == Meaning.REFUSED)) {
        return Outcome.REFUSED;
      }
      if (test != null && !test.sound()) {
        return Outcome.UNSOUND;
      }
      if (codes.stream().anyMatch(code -> code.meaning().isListing())) {
        return Outcome.LISTED;
      }
      boolean strange = codes.stream().anyMatch(code -> code.meaning() == Meaning.UNDOCUMENTED);
      return strange ? Outcome.UNSOUND : Outcome.NOT_LISTED;
    }
  }

  /// An address in an answer.
  ///
  /// @param address such as `127.0.0.2`
  /// @param part the part of the list that it stands for, such as `PBL`; null where it has no name
  public record Code(String address, Meaning meaning, @Nullable String part) {}

  /// What an answer means, by the list's documentation; by RFC 5782 where there is none.
  public enum Meaning {
    /// Spam or worse came from there; receivers refuse for it.
    ABUSE,
    /// The same on a list that few receivers refuse for.
    MINOR,
    /// No place for mail servers; nothing bad has come from there.
    POLICY,
    /// Worth knowing; hardly anybody refuses for it.
    NOTICE,
    /// Well spoken of, or of no meaning.
    GOOD,
    /// The list refuses to answer.
    REFUSED,
    /// Nobody documents it: no listing.
    UNDOCUMENTED;

    boolean isListing() {
      return this == ABUSE || this == MINOR || this == POLICY || this == NOTICE;
    }
  }

  /// What a list says of the entries that it must and must not have (RFC 5782 sections 2.1, 2.4 and
  /// 3).
  ///
  /// @param listed status of the look-up of the one that it must have
  /// @param clean status of the look-up of the one that it must not have
  public record TestPoints(String listed, String clean) {

    /// Whether the list works: it has the one, and the other it does not have.
    public boolean sound() {
      return listed.equals("ANSWER") && (clean.equals("NXDOMAIN") || clean.equals("NODATA"));
    }
  }

  /// What came of asking a list.
  public enum Outcome {
    LISTED,
    NOT_LISTED,
    /// It refuses to answer.
    REFUSED,
    /// It was shut down.
    SHUT_DOWN,
    /// It answers what it must not: no answer of it counts.
    UNSOUND,
    /// It could not be asked.
    FAILED
  }

  @Override
  public boolean settled() {
    return unsettled() == null;
  }

  private @Nullable Answer unsettled() {
    for (Answer answer : answers) {
      Outcome outcome = answer.outcome();
      if (outcome != Outcome.LISTED && outcome != Outcome.NOT_LISTED) {
        return answer;
      }
    }
    return null;
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    Answer first = unsettled();
    if (first == null) {
      return Attempt.Reason.SOURCE_FAILED;
    }
    return switch (first.outcome()) {
      case REFUSED -> Attempt.Reason.REFUSED;
      case FAILED -> Attempt.Reason.ofLookup(first.status());
      default -> Attempt.Reason.SOURCE_FAILED;
    };
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder();
    int clean = 0;
    for (Answer answer : answers) {
      if (answer.outcome() == Outcome.NOT_LISTED) {
        clean++;
      } else {
        line.append(answer.subject()).append(" at ").append(answer.zone()).append(": ");
        line.append(answer.codes().isEmpty() ? answer.status() : codes(answer));
        line.append(answer.outcome() == Outcome.LISTED ? "; " : " (" + answer.outcome() + "); ");
      }
    }
    line.append(clean).append(" of ").append(answers.size()).append(" not listed");
    return line.length() <= MAX_SUMMARY ? line.toString() : line.substring(0, MAX_SUMMARY);
  }

  private static String codes(Answer answer) {
    StringBuilder text = new StringBuilder();
    for (Code code : answer.codes()) {
      text.append(text.isEmpty() ? "" : ", ").append(code.address());
      if (code.part() != null) {
        text.append(' ').append(code.part());
      }
    }
    return text.toString();
  }
}

package org.mailmedic.protocol.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The DNS tree walk (RFC 9989 section 4.10): which names are asked for a record, and what follows
/// from the answers. All names are known beforehand, so that they can be asked at once.
public final class TreeWalk {
  /// RFC 9989 section 4.10: no more questions than this.
  private static final int MAX_QUESTIONS = 8;

  private TreeWalk() {}

  /// What the DNS says of one domain.
  ///
  /// @param domain the domain, without `_dmarc`
  /// @param texts the TXT records at `_dmarc.DOMAIN`; empty where there are none
  /// @param unavailable whether it could not be learned
  public record Answer(String domain, List<String> texts, boolean unavailable) {
    public Answer {
      texts = List.copyOf(texts);
    }
  }

  /// A record and the domain that it was found at.
  public record Found(String domain, String text, DmarcRecord record) {}

  /// What a walk brought.
  ///
  /// @param start where it started
  /// @param organizationalDomain the domain that alignment is measured by; null where an answer
  ///   that decides it is missing
  /// @param policy the record that counts for the start; null where there is none, or where it is
  ///   not known whether there is one
  /// @param complete whether every answer that matters is there
  public record Outcome(
      String start,
      @Nullable String organizationalDomain,
      @Nullable Found policy,
      boolean complete) {

    /// What receivers are asked to do with mail from the start; empty where no record counts.
    ///
    /// @param exists whether the start exists in the DNS
    public Optional<Policy> asked(boolean exists) {
      if (policy == null) {
        return Optional.empty();
      }
      return Optional.of(
          policy.domain().equals(start) ? policy.record().policy() : policy.record().below(exists));
    }
  }

  /// The domains whose record is asked for, the start first (RFC 9989 section 4.10, steps 1 to 8).
  ///
  /// @param domain lower case, without trailing dot
  public static List<String> domains(String domain) {
    List<String> domains = new ArrayList<>();
    domains.add(domain);
    int labels = labels(domain);
    String next = domain;
    while (labels > 1) {
      // one label less; from eight labels on, straight to seven
      int wanted = labels >= MAX_QUESTIONS ? MAX_QUESTIONS - 1 : labels - 1;
      for (; labels > wanted; labels--) {
        next = next.substring(next.indexOf('.') + 1);
      }
      domains.add(next);
    }
    return domains;
  }

  /// The record that counts among the TXT records of one name; empty where there is none, where
  /// there are several, or where it can't be read.
  public static Optional<Found> single(String domain, List<String> texts) {
    List<String> meant = texts.stream().filter(DmarcRecord::isMeant).toList();
    if (meant.size() != 1) {
      return Optional.empty(); // step 2: several are none
    }
    DmarcRecord record = DmarcRecord.parse(meant.getFirst()).record();
    return record == null
        ? Optional.empty()
        : Optional.of(new Found(domain, meant.getFirst(), record));
  }

  /// What follows from the answers.
  ///
  /// @param answers those for [#domains], in their order; may end early
  public static Outcome evaluate(String domain, List<Answer> answers) {
    List<Found> found = new ArrayList<>();
    boolean gap = false;
    for (Answer answer : answers) {
      gap |= answer.unavailable();
      Optional<Found> here =
          answer.unavailable() ? Optional.empty() : single(answer.domain(), answer.texts());
      if (here.isPresent()) {
        found.add(here.get());
        if (stops(here.get(), domain)) {
          break;
        }
      }
    }
    Found own = found.stream().filter(f -> f.domain().equals(domain)).findFirst().orElse(null);
    String organizational = organizational(domain, found);
    Found policy = own == null && !gap ? inherited(found, organizational) : own;
    return new Outcome(domain, gap ? null : organizational, policy, own != null || !gap);
  }

  private static boolean stops(Found found, String start) {
    return switch (found.record().publicSuffix()) {
      case NO -> true;
      case YES -> !found.domain().equals(start);
      case UNSAID -> false;
    };
  }

  /// RFC 9989 section 4.10.2.
  private static String organizational(String start, List<Found> found) {
    for (Found one : found) {
      if (one.record().publicSuffix() == DmarcRecord.PublicSuffix.NO) {
        return one.domain();
      }
      if (stops(one, start)) {
        return oneLabelMore(one.domain(), start);
      }
    }
    return found.isEmpty() ? start : found.getLast().domain();
  }

  /// RFC 9989 section 4.10.1: the organizational domain's, else the public suffix's.
  private static @Nullable Found inherited(List<Found> found, String organizational) {
    for (Found one : found) {
      if (one.domain().equals(organizational)) {
        return one;
      }
    }
    return found.stream()
        .filter(one -> one.record().publicSuffix() == DmarcRecord.PublicSuffix.YES)
        .findFirst()
        .orElse(null);
  }

  /// The name below a suffix that leads to the start.
  private static String oneLabelMore(String suffix, String start) {
    int end = start.length() - suffix.length() - 1;
    return start.substring(start.lastIndexOf('.', end - 1) + 1);
  }

  private static int labels(String domain) {
    int labels = 1;
    for (int i = 0; i < domain.length(); i++) {
      if (domain.charAt(i) == '.') {
        labels++;
      }
    }
    return labels;
  }
}

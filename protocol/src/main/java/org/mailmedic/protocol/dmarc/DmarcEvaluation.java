package org.mailmedic.protocol.dmarc;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What DMARC makes of a message (RFC 9989 section 5.3.2).
///
/// @param result what receivers call it
/// @param asked what the record asks for if it fails; null where no record counts
/// @param applied what receivers that follow it do: nothing where the record is being tested
/// @param alignedSpf, alignedDkim what passed and aligns
public record DmarcEvaluation(
    Result result,
    @Nullable Policy asked,
    Policy applied,
    boolean alignedSpf,
    boolean alignedDkim) {

  /// The words of `dmarc=` in Authentication-Results.
  public enum Result {
    NONE,
    PASS,
    FAIL,
    /// A look-up failed for now; nothing is held against the message.
    TEMPERROR
  }

  /// What is known of a message.
  ///
  /// @param author the domain of From, lower case
  /// @param exists whether that domain exists
  /// @param spfPassed the domain that SPF passed for; null where it did not pass
  /// @param dkimPassed the domains of signatures that hold
  /// @param unsure whether SPF or DKIM could not be finished for now
  public record Message(
      String author,
      boolean exists,
      @Nullable String spfPassed,
      List<String> dkimPassed,
      boolean unsure) {
    public Message {
      dkimPassed = List.copyOf(dkimPassed);
    }
  }

  /// Evaluates.
  ///
  /// @param walk from the author's domain
  /// @param organization the organizational domain of any other domain, by a walk of its own
  public static DmarcEvaluation of(
      Message message, TreeWalk.Outcome walk, UnaryOperator<String> organization) {
    TreeWalk.Found found = walk.policy();
    if (found == null) {
      Result result = walk.complete() ? Result.NONE : Result.TEMPERROR;
      return new DmarcEvaluation(result, null, Policy.NONE, false, false);
    }
    DmarcRecord record = found.record();
    boolean spf =
        message.spfPassed() != null
            && aligned(record.strictSpf(), message, walk, message.spfPassed(), organization);
    boolean dkim =
        message.dkimPassed().stream()
            .anyMatch(domain -> aligned(record.strictDkim(), message, walk, domain, organization));
    Policy asked = walk.asked(message.exists()).orElse(Policy.NONE);
    if (spf || dkim) {
      return new DmarcEvaluation(Result.PASS, asked, Policy.NONE, spf, dkim);
    }
    if (message.unsure()) {
      return new DmarcEvaluation(Result.TEMPERROR, asked, Policy.NONE, false, false);
    }
    Policy applied = record.testing() ? Policy.NONE : asked;
    return new DmarcEvaluation(Result.FAIL, asked, applied, false, false);
  }

  private static boolean aligned(
      boolean strict,
      Message message,
      TreeWalk.Outcome walk,
      String vouched,
      UnaryOperator<String> organization) {
    String own = walk.organizationalDomain();
    return Alignment.holds(
        strict || own == null,
        message.author(),
        own == null ? message.author() : own,
        vouched,
        strict ? vouched : organization.apply(vouched));
  }
}

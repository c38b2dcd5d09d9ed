package org.mailmedic.engine.evidence;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The message that came back (`--bounce`), read and classified: other servers' word, not something
/// that was seen today. Key subject: `returned`.
///
/// @param noticeKind `bounce`, `delayed`, `delivered`, `feedback`, `autoreply`, or `none` where it
///   is none of these
/// @param failures what is said of each recipient, in the message's order; empty for `none`
/// @param reportingServer the server that wrote it; null where it does not say
/// @param sendingAddresses the public IP addresses that the original was sent from as the receiving
///   side saw them: named in the replies, and in the topmost `Received` field of the returned
///   original; each once, the likeliest first
/// @param helo the name that the sending server introduced itself with; null where nothing says it
/// @param original the message that was sent; null where nothing of it came back
public record ReturnedMessage(
    String noticeKind,
    List<Failure> failures,
    @Nullable String reportingServer,
    List<String> sendingAddresses,
    @Nullable String helo,
    @Nullable Original original)
    implements Evidence {
  public ReturnedMessage {
    Objects.requireNonNull(noticeKind, "noticeKind");
    failures = List.copyOf(failures);
    sendingAddresses = List.copyOf(sendingAddresses);
  }

  /// The key; there is one a case.
  public static EvidenceKey<ReturnedMessage> key() {
    return new EvidenceKey<>(ReturnedMessage.class, "returned");
  }

  /// What is said of one recipient.
  ///
  /// @param recipient the address; null where the message does not say
  /// @param action the report's own word (`failed`, `delayed`, `delivered`, `relayed`, `expanded`);
  ///   null where it has none
  /// @param code the reply code; 0 where there is none
  /// @param enhanced the enhanced status code; null where there is none
  /// @param diagnostic what the server said, on one line, codes included, capped; may be empty
  /// @param cause the id of the cause that it names; `unknown` where it names none
  /// @param alsoCause a second id where the reason stands beside another fact (`message.expired`
  ///   under the reason that it expired for, verdict 25); null otherwise
  /// @param confidence 0 to 1
  /// @param remoteServer the server that refused; null where the message does not say
  public record Failure(
      @Nullable String recipient,
      @Nullable String action,
      int code,
      @Nullable String enhanced,
      String diagnostic,
      String cause,
      @Nullable String alsoCause,
      double confidence,
      @Nullable String remoteServer) {
    public Failure {
      Objects.requireNonNull(diagnostic, "diagnostic");
      Objects.requireNonNull(cause, "cause");
    }
  }

  /// What is known of the message that was sent.
  ///
  /// @param fromDomain the domain of the `From` address, A-labels, lower case; null: unknown
  /// @param returnPathDomain the domain of the envelope sender; null: unknown
  /// @param signatures its DKIM signatures, the topmost first
  /// @param messageId without angle brackets; null: unknown
  /// @param subject decoded, on one line, capped; null: unknown
  public record Original(
      @Nullable String fromDomain,
      @Nullable String returnPathDomain,
      List<Signature> signatures,
      @Nullable String messageId,
      @Nullable String subject) {
    public Original {
      signatures = List.copyOf(signatures);
    }
  }

  /// A DKIM signature of the original.
  public record Signature(String domain, String selector) {}

  @Override
  public String kind() {
    return "input";
  }

  @Override
  public String summary() {
    if (failures.isEmpty()) {
      return noticeKind;
    }
    Failure first = failures.getFirst();
    String whom = first.recipient() == null ? "" : first.recipient() + ": ";
    return whom + (first.diagnostic().isEmpty() ? noticeKind : first.diagnostic());
  }
}

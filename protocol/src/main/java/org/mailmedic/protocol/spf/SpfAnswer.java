package org.mailmedic.protocol.spf;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;

/// What a question to the DNS brought.
///
/// @param status what kind of answer
/// @param texts of TXT records: the strings of each put together, a character a byte
/// @param names of MX records (the most preferred first) and PTR records, without the trailing dot;
///   empty for the root, which a null MX names (RFC 7505)
/// @param addresses of A and AAAA records
/// @param reason why it failed, in one line; null where there is nothing to say
public record SpfAnswer(
    Status status,
    List<String> texts,
    List<String> names,
    List<IpAddress> addresses,
    @Nullable String reason) {
  public SpfAnswer {
    texts = List.copyOf(texts);
    names = List.copyOf(names);
    addresses = List.copyOf(addresses);
  }

  /// Kinds of answers.
  public enum Status {
    /// There are records.
    FOUND,
    /// The name exists and has no such records.
    NO_RECORDS,
    /// There is no such name.
    NO_NAME,
    /// The domain's side fails: an error, silence, a wrong signature.
    FAILED,
    /// Our own trouble: nobody asked, or our time was up.
    UNOBSERVED
  }

  /// TXT records.
  public static SpfAnswer texts(List<String> texts) {
    return found(texts, List.of(), List.of());
  }

  /// MX hosts or reverse names.
  public static SpfAnswer names(List<String> names) {
    return found(List.of(), names, List.of());
  }

  /// Addresses.
  public static SpfAnswer addresses(List<IpAddress> addresses) {
    return found(List.of(), List.of(), addresses);
  }

  private static SpfAnswer found(
      List<String> texts, List<String> names, List<IpAddress> addresses) {
    boolean none = texts.isEmpty() && names.isEmpty() && addresses.isEmpty();
    return new SpfAnswer(none ? Status.NO_RECORDS : Status.FOUND, texts, names, addresses, null);
  }

  /// No records, for this reason.
  public static SpfAnswer without(Status status, @Nullable String reason) {
    return new SpfAnswer(status, List.of(), List.of(), List.of(), reason);
  }

  /// Whether it is known that there is nothing (RFC 7208 section 4.6.4 calls it void).
  public boolean isVoid() {
    return status == Status.NO_RECORDS || status == Status.NO_NAME;
  }

  /// Whether it is not known what there is.
  public boolean unsettled() {
    return status == Status.FAILED || status == Status.UNOBSERVED;
  }
}

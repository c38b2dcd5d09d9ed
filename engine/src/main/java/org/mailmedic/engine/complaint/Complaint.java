package org.mailmedic.engine.complaint;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.causes.Symptom;

/// A complaint: the address or domain, what hurts, and what came back. A value; it never holds a
/// password.
///
/// @param input what the person typed, shown back as is
/// @param localPart the part before the `@` as it goes over the wire; null where a bare domain was
///   given
/// @param domain the domain in A-label form, lower case, without a trailing dot
/// @param symptoms what is asked about; never empty
/// @param errorText the reply or text that came back (`--error`); null where none was given
/// @param providerId the service that holds the account where the person said so (`--provider`);
///   null: detected
/// @param checkRecipient whether servers may be asked about the address by RCPT
/// @param sendingAddresses IP addresses that the mail leaves from where the person said so
///   (`--sending-ip`), as written; empty: what the service says
/// @param ignored options that were given and are not acted on yet, each shown as a skipped check
public record Complaint(
    String input,
    @Nullable String localPart,
    String domain,
    Set<Symptom> symptoms,
    @Nullable String errorText,
    @Nullable String providerId,
    boolean checkRecipient,
    List<String> sendingAddresses,
    List<String> ignored) {

  public Complaint {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(domain, "domain");
    symptoms = Set.copyOf(symptoms);
    sendingAddresses = List.copyOf(sendingAddresses);
    ignored = List.copyOf(ignored);
    if (symptoms.isEmpty()) {
      throw new IllegalArgumentException("symptoms must not be empty");
    }
  }

  /// A complaint about everything that can hurt at an address or domain.
  public static Complaint about(String input, @Nullable String localPart, String domain) {
    return new Complaint(
        input, localPart, domain, Set.of(Symptom.values()), null, null, true, List.of(), List.of());
  }

  /// The whole address, or null where a bare domain was given.
  public @Nullable String address() {
    return localPart == null ? null : localPart + "@" + domain;
  }
}

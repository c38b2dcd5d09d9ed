package org.mailmedic.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.lab.Lab;

/// A named fault, or the look of one, and what a diagnosis has to make of it.
///
/// @param id such as `mx-null`; stable
/// @param kind what it is for
/// @param design puts everything into the lab
/// @param complaint what is diagnosed
/// @param timeout for the whole diagnosis
/// @param cause the first cause that it has to name; null: none
/// @param folded what this cause has to explain, among other things; where there is no cause, what
///   has to be noticed all the same
/// @param outcome as the exit status tells it
/// @param password of the account, where somebody signs in; null where nobody does
public record Scenario(
    String id,
    Kind kind,
    Consumer<Lab.Plan> design,
    Complaint complaint,
    Duration timeout,
    @Nullable String cause,
    List<String> folded,
    Outcome outcome,
    @Nullable String password) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  public Scenario {
    folded = List.copyOf(folded);
  }

  /// What a scenario is for.
  public enum Kind {
    /// Something is broken or at risk.
    FAULT,
    /// Everything is fine, however it looks.
    SOUND,
    /// A server means harm or is beside itself.
    HOSTILE
  }

  static Scenario of(String id, Kind kind, String address, Consumer<Lab.Plan> design) {
    int at = address.lastIndexOf('@');
    String local = at < 0 ? null : address.substring(0, at);
    Complaint complaint = Complaint.about(address, local, address.substring(at + 1));
    return new Scenario(id, kind, design, complaint, TIMEOUT, null, List.of(), Outcome.FINE, null);
  }

  Scenario expecting(@Nullable String newCause, Outcome newOutcome, String... explains) {
    return new Scenario(
        id, kind, design, complaint, timeout, newCause, List.of(explains), newOutcome, password);
  }

  Scenario within(Duration time) {
    return new Scenario(id, kind, design, complaint, time, cause, folded, outcome, password);
  }

  /// The person says which service holds the account.
  Scenario service(String provider) {
    return complaining(complaint.withProvider(provider));
  }

  /// The person says which address the mail leaves from.
  Scenario sendingFrom(String address) {
    return complaining(complaint.withSendingAddresses(List.of(address)));
  }

  /// The person says that this came back.
  Scenario saying(String reply) {
    return complaining(complaint.withErrorText(reply));
  }

  /// The person gives this message.
  Scenario giving(String message) {
    return complaining(complaint.withReturned(message));
  }

  /// The person complains of something else.
  Scenario complaining(Complaint said) {
    return new Scenario(id, kind, design, said, timeout, cause, folded, outcome, password);
  }

  /// The person signs in with this password.
  Scenario signingIn(String secret) {
    return new Scenario(
        id, kind, design, complaint.withSignIn(true), timeout, cause, folded, outcome, secret);
  }

  /// Starts a lab with it; the caller closes it.
  public Lab start() {
    return Lab.start(design);
  }
}

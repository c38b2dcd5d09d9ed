package org.mailmedic.protocol.registration;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a registry said of a name.
///
/// @param kind whether it knows the name
/// @param status its status words as told, each cut to [RegistryLimits#TEXT] characters
/// @param states what they mean
/// @param expires when the registration runs out; the earliest date where several are told, the end
///   of the day where no time is; null where it is not told
/// @param autoRenew whether it is said to renew itself
/// @param registrar who sold the name; null where not told
/// @param nameServers lower case, without trailing dot
/// @param said the line that decided, where the name is not registered or the answer was refused;
///   null otherwise
public record RegistryAnswer(
    Kind kind,
    List<String> status,
    Set<DomainState> states,
    @Nullable Instant expires,
    boolean autoRenew,
    @Nullable String registrar,
    List<String> nameServers,
    @Nullable String said) {

  public RegistryAnswer {
    status = List.copyOf(status);
    states = Set.copyOf(states);
    nameServers = List.copyOf(nameServers);
  }

  /// What kind of answer it is.
  public enum Kind {
    REGISTERED,
    NOT_FOUND,
    /// It did not want to tell: rate limits, blocked clients.
    REFUSED,
    /// No answer to the question can be read out of it.
    UNREADABLE
  }

  static RegistryAnswer without(Kind kind, @Nullable String said) {
    return new RegistryAnswer(kind, List.of(), Set.of(), null, false, null, List.of(), said);
  }
}

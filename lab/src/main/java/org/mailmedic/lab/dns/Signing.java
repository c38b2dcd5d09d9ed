package org.mailmedic.lab.dns;

import java.util.Objects;
import java.util.Set;
import org.xbill.DNS.Type;

/// How a zone is signed, and what is wrong with it.
///
/// @param denial how the absence of a name is proved
/// @param flaw what is wrong with the signatures
/// @param types the RR types that the flaw is about; empty: all
public record Signing(Denial denial, Flaw flaw, Set<Integer> types) {
  /// No signatures at all.
  public static final Signing NONE = new Signing(Denial.NONE, Flaw.NONE, Set.of());

  /// Signed soundly, absence proved by NSEC (RFC 4034 section 4).
  public static final Signing NSEC = new Signing(Denial.NSEC, Flaw.NONE, Set.of());

  /// Signed soundly, absence proved by NSEC3 (RFC 5155) without salt or iterations (RFC 9276).
  public static final Signing NSEC3 = new Signing(Denial.NSEC3, Flaw.NONE, Set.of());

  public Signing {
    Objects.requireNonNull(denial, "denial");
    Objects.requireNonNull(flaw, "flaw");
    types = Set.copyOf(types);
  }

  /// The same with a flaw in the signatures of these types (`MX`, `TLSA`); of all where none is
  /// given.
  public Signing with(Flaw newFlaw, String... typeNames) {
    Set<Integer> numbers = new java.util.HashSet<>();
    for (String name : typeNames) {
      numbers.add(Type.value(name));
    }
    return new Signing(denial, newFlaw, numbers);
  }

  boolean signed() {
    return denial != Denial.NONE;
  }

  Flaw flawOf(int type) {
    return types.isEmpty() || types.contains(type) ? flaw : Flaw.NONE;
  }

  /// How absence is proved.
  public enum Denial {
    NONE,
    NSEC,
    NSEC3
  }

  /// What can be wrong with signatures.
  public enum Flaw {
    NONE,
    /// They ran out yesterday.
    EXPIRED,
    /// They begin tomorrow.
    NOT_YET_VALID,
    /// They do not fit the records.
    CORRUPT,
    /// They are not sent.
    MISSING,
    /// They were made by a key that the zone does not publish.
    STRANGE_KEY
  }
}

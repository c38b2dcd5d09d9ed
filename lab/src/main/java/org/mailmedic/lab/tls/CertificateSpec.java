package org.mailmedic.lab.tls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a server's certificate says, and who vouches for it.
///
/// @param names DNS names, wildcards allowed; the first is the common name too
/// @param issuer who signed it
/// @param begins when it becomes valid, from now
/// @param ends when it runs out, from now
/// @param key which key it has: the same number gives the same key where the names are the same
public record CertificateSpec(
    List<String> names, Issuer issuer, Duration begins, Duration ends, int key) {
  private static final Duration AGE = Duration.ofDays(30);
  private static final Duration LIFETIME = Duration.ofDays(90);

  public CertificateSpec {
    names = List.copyOf(names);
    Objects.requireNonNull(issuer, "issuer");
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a certificate needs a name");
    }
  }

  /// A good certificate of the lab's authority for these names.
  public static CertificateSpec of(String... names) {
    return new CertificateSpec(List.of(names), Issuer.LAB, AGE.negated(), LIFETIME.minus(AGE), 1);
  }

  /// It ran out ten days ago.
  public CertificateSpec expired() {
    return new CertificateSpec(
        names, issuer, LIFETIME.negated(), Duration.ofDays(10).negated(), key);
  }

  /// It runs out in so many days.
  public CertificateSpec endsIn(Duration time) {
    return new CertificateSpec(names, issuer, begins, time, key);
  }

  /// It becomes valid tomorrow.
  public CertificateSpec notYetValid() {
    return new CertificateSpec(names, issuer, Duration.ofDays(1), LIFETIME, key);
  }

  /// It vouches for itself.
  public CertificateSpec selfSigned() {
    return new CertificateSpec(names, Issuer.SELF, begins, ends, key);
  }

  /// It comes from an authority that nobody knows.
  public CertificateSpec fromUnknownIssuer() {
    return new CertificateSpec(names, Issuer.UNKNOWN, begins, ends, key);
  }

  /// The same with another key, as after a renewal.
  public CertificateSpec renewed() {
    return new CertificateSpec(names, issuer, begins, ends, key + 1);
  }

  /// It has so many more names.
  public CertificateSpec crowded(int more) {
    List<String> all = new ArrayList<>(names);
    for (int i = 0; i < more; i++) {
      all.add("customer-" + i + ".hosting.example");
    }
    return new CertificateSpec(all, issuer, begins, ends, key);
  }

  /// Who signs.
  public enum Issuer {
    /// The lab's own authority, which the lab's world trusts.
    LAB,
    /// Another one, which nobody trusts.
    UNKNOWN,
    /// The certificate itself.
    SELF
  }
}

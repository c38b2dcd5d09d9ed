package org.mailmedic.engine.world.live.tcp;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The certificates that are trusted: the platform's, and those of `--ca-file`. The platform's are
/// loaded when first needed or by [#warmUp], which takes a while. Thread-safe.
public final class TrustAnchors {
  /// Certificates between leaf and anchor at most.
  private static final int MAX_PATH = 10;

  /// Authority information access (RFC 5280 section 4.2.2.1): where the issuer's certificate is to
  /// be had, which public authorities write into all that they issue.
  private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

  private final boolean platform;
  private final List<X509Certificate> more;
  private final FutureTask<Set<X509Certificate>> loading = new FutureTask<>(this::load);

  private TrustAnchors(boolean platform, List<X509Certificate> more) {
    this.platform = platform;
    this.more = more;
  }

  /// These and no others.
  public static TrustAnchors of(List<X509Certificate> only) {
    return new TrustAnchors(false, List.copyOf(only));
  }

  /// The platform's.
  public static TrustAnchors ofPlatform() {
    return new TrustAnchors(true, List.of());
  }

  /// The platform's and those of a PEM file.
  ///
  /// @throws IOException if the file can't be read or holds no certificate; the message says which
  public static TrustAnchors ofPlatformAnd(Path pemFile) throws IOException {
    List<X509Certificate> more = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(pemFile))) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        more.add((X509Certificate) certificate);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(pemFile + " holds no certificates in PEM form: " + e.getMessage(), e);
    }
    if (more.isEmpty()) {
      throw new IOException(pemFile + " holds no certificate");
    }
    return new TrustAnchors(true, more);
  }

  /// The platform's and these.
  public static TrustAnchors ofPlatformAnd(List<X509Certificate> more) {
    return new TrustAnchors(true, List.copyOf(more));
  }

  /// Begins to load them on a thread of its own.
  void warmUp() {
    Thread.ofPlatform().daemon().name("trust-anchors").start(loading);
  }

  /// What a chain, leaf first, is worth at a moment.
  ChainTrust judge(List<X509Certificate> chain, Instant now) {
    if (chain.isEmpty()) {
      return ChainTrust.NO_CERTIFICATE;
    }
    String problem = problemAt(chain, now);
    if (problem == null) {
      return ChainTrust.TRUSTED;
    }
    if (chain.stream().allMatch(certificate -> validAt(certificate, now))) {
      return ChainTrust.untrusted(problem);
    }
    // Is it only the time? Look again at a moment when all were valid.
    String then = problemAt(chain, latestBeginning(chain));
    return then == null ? ChainTrust.OUT_OF_DATE : ChainTrust.untrusted(then);
  }

  private static boolean validAt(X509Certificate certificate, Instant moment) {
    return !moment.isBefore(certificate.getNotBefore().toInstant())
        && !moment.isAfter(certificate.getNotAfter().toInstant());
  }

  /// If there is a moment when all are valid, this is one.
  private static Instant latestBeginning(List<X509Certificate> chain) {
    Instant latest = Instant.MIN;
    for (X509Certificate certificate : chain) {
      Instant from = certificate.getNotBefore().toInstant();
      latest = from.isAfter(latest) ? from : latest;
    }
    return latest;
  }

  private @Nullable String problemAt(List<X509Certificate> chain, Instant moment) {
    X509Certificate leaf = chain.get(0);
    Set<X509Certificate> anchors = anchors();
    if (anchors.contains(leaf)) {
      return validAt(leaf, moment) ? null : "not valid at this time";
    }
    try {
      Set<TrustAnchor> trusted = new HashSet<>(anchors.size() * 2);
      for (X509Certificate anchor : anchors) {
        trusted.add(new TrustAnchor(anchor, null));
      }
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(leaf);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
      parameters.setRevocationEnabled(false);
      parameters.setMaxPathLength(MAX_PATH);
      parameters.setDate(Date.from(moment));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return null;
    } catch (CertPathBuilderException e) {
      return name(chain, e);
    } catch (GeneralSecurityException | RuntimeException e) {
      return e.toString(); // a certificate that the library can't work with
    }
  }

  private static String name(List<X509Certificate> chain, CertPathBuilderException e) {
    X509Certificate last = chain.get(chain.size() - 1);
    boolean ownIssuer = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
    if (e.getCause() != null && e.getCause().getMessage() != null) {
      return e.getCause().getMessage();
    }
    if (ownIssuer) {
      return chain.size() == 1 ? "self-signed" : "issuer unknown";
    }
    return last.getExtensionValue(AUTHORITY_ACCESS) == null ? "issuer unknown" : "chain incomplete";
  }

  private Set<X509Certificate> anchors() {
    loading.run(); // at once where it has run or is running
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return loading.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("the trust anchors can't be loaded", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Set<X509Certificate> load() throws IOException, GeneralSecurityException {
    Set<X509Certificate> anchors = new HashSet<>(more);
    File file = new File(System.getProperty("java.home") + "/lib/security/cacerts");
    if (platform && file.exists()) {
      // The store is not secret: without a password nothing is checked and nothing lost.
      KeyStore store = KeyStore.getInstance(file, (char[]) null);
      for (Enumeration<String> aliases = store.aliases(); aliases.hasMoreElements(); ) {
        if (store.getCertificate(aliases.nextElement()) instanceof X509Certificate anchor) {
          anchors.add(anchor);
        }
      }
    }
    return Set.copyOf(anchors);
  }
}

package org.mailmedic.engine.world.live.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.Address;

/// Whether a certificate is for a host (RFC 9525): by its subject alternative names only, a
/// wildcard standing for one whole left-most label.
final class CertificateName {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private CertificateName() {}

  static boolean matches(X509Certificate certificate, String host) {
    boolean literal = host.startsWith("[") || Character.isDigit(host.charAt(host.length() - 1));
    for (String name : names(certificate, literal ? IP_ADDRESS : DNS_NAME)) {
      if (literal ? sameAddress(name, host) : matches(name, host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String name, String host) {
    String pattern = withoutRoot(name);
    String wanted = withoutRoot(host);
    if (!pattern.startsWith("*.")) {
      return pattern.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    return dot > 0
        && wanted.indexOf('.', dot + 1) > 0
        && wanted.substring(dot).equals(pattern.substring(1));
  }

  private static String withoutRoot(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static boolean sameAddress(String name, String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      InetAddress shown = Address.getByAddress(name);
      return shown.equals(Address.getByAddress(bare));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /// The names of the wanted kind that a certificate has; empty where it can't be read.
  static List<String> names(X509Certificate certificate, int kind) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      if (all != null) {
        for (List<?> name : all) {
          if (name.get(0).equals(kind)) {
            names.add(String.valueOf(name.get(1)));
          }
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return names;
  }

  static List<String> dnsNames(X509Certificate certificate) {
    return names(certificate, DNS_NAME);
  }
}

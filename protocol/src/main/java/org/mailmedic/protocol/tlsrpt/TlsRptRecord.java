package org.mailmedic.protocol.tlsrpt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mailmedic.protocol.mtasts.FieldSyntax;
import org.mailmedic.protocol.mtasts.FieldSyntax.Field;

/// The TXT record at `_smtp._tls.DOMAIN` (RFC 8460 section 3).
///
/// @param rua where reports go, at least one URI
public record TlsRptRecord(List<String> rua) {
  private static final String VERSION = "v=TLSRPTv1";
  private static final int MAX_ADDRESSES = 100;

  public TlsRptRecord {
    rua = List.copyOf(rua);
  }

  /// Whether a text is meant as such a record; others at that name are not looked at.
  public static boolean isMeant(String text) {
    return FieldSyntax.isOf(VERSION, text);
  }

  /// Reads a record; empty where it is none that senders accept.
  public static Optional<TlsRptRecord> parse(String text) {
    List<Field> fields = FieldSyntax.fields(VERSION, text);
    if (fields == null) {
      return Optional.empty();
    }
    List<String> rua = new ArrayList<>();
    for (Field field : fields) {
      boolean good =
          field.name().equals("rua")
              ? addresses(field.value(), rua)
              : FieldSyntax.isExtensionValue(field.value());
      if (!good) {
        return Optional.empty();
      }
    }
    return rua.isEmpty() ? Optional.empty() : Optional.of(new TlsRptRecord(rua));
  }

  /// Whether one of the addresses is of a kind that reports can be sent to.
  public boolean reachable() {
    return rua.stream()
        .map(uri -> uri.toLowerCase(Locale.ROOT))
        .anyMatch(uri ->
            (uri.startsWith("mailto:") && uri.indexOf('@') > 7) || uri.startsWith("https://"));
  }

  private static boolean addresses(String value, List<String> rua) {
    for (String part : value.split(",", MAX_ADDRESSES)) {
      String address = part.strip();
      if (!isUri(address)) {
        return false;
      }
      rua.add(address);
    }
    return true;
  }

  private static boolean isUri(String text) {
    try {
      return !text.isEmpty() && new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}

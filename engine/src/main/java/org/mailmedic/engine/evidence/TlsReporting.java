package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What asks senders for reports about encryption (TLS-RPT, RFC 8460). Key subject: the domain.
///
/// @param domain the domain, without trailing dot
/// @param status of the look-up of TXT at `_smtp._tls.DOMAIN`
/// @param texts the TXT records there, each as one text; empty where there are none
/// @param reason why the look-up failed; null where there is nothing to say
public record TlsReporting(
    String domain, String status, List<String> texts, @Nullable String reason) implements Evidence {
  public TlsReporting {
    texts = List.copyOf(texts);
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public boolean settled() {
    return status.equals("ANSWER") || status.equals("NODATA") || status.equals("NXDOMAIN");
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return Attempt.Reason.ofLookup(status);
  }

  @Override
  public String summary() {
    String found = texts.isEmpty() ? status : String.join(" | ", texts);
    return "_smtp._tls." + domain + " TXT " + found;
  }
}

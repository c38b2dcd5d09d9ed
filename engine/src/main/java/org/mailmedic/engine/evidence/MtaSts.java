package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The domain's MTA-STS record and the policy that it announces (RFC 8461). Key subject: the
/// domain.
///
/// @param domain the domain, without trailing dot
/// @param status of the look-up of TXT at `_mta-sts.DOMAIN`: `ANSWER`, `NODATA`, `NXDOMAIN`, …
/// @param texts the TXT records there, each as one text; empty where there are none
/// @param reason why the look-up failed; null where there is nothing to say
/// @param page what came of fetching the policy; null where no valid record asks for it
public record MtaSts(
    String domain, String status, List<String> texts, @Nullable String reason, @Nullable Page page)
    implements Evidence {
  public MtaSts {
    texts = List.copyOf(texts);
  }

  @Override
  public String kind() {
    return page == null ? "dns" : "http";
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
    StringBuilder line = new StringBuilder("_mta-sts.").append(domain).append(" TXT ");
    line.append(texts.isEmpty() ? status : String.join(" | ", texts));
    if (page != null) {
      line.append("; ").append(page.url()).append(" → ");
      if (page.failure() != null) {
        line.append(page.failure());
      } else {
        line.append(page.status()).append(' ').append(page.body().strip().replaceAll("\\s+", " "));
      }
      if (page.detail() != null) {
        line.append(" (").append(page.detail()).append(')');
      }
    }
    return line.length() <= MAX_SUMMARY ? line.toString() : line.substring(0, MAX_SUMMARY);
  }

  private static final int MAX_SUMMARY = 400;

  /// The page that should hold the policy.
  ///
  /// @param url where it was looked for
  /// @param failure why nothing came, a constant's name of
  ///   [org.mailmedic.engine.world.Http.HttpFailure]; null where there was an answer
  /// @param detail more on that, as seen
  /// @param status the HTTP status; 0 without an answer
  /// @param contentType the media type as sent; null where none was
  /// @param body its text, cut at the cap
  /// @param truncated whether there was more than the cap
  public record Page(
      String url,
      @Nullable String failure,
      @Nullable String detail,
      int status,
      @Nullable String contentType,
      String body,
      boolean truncated) {}
}

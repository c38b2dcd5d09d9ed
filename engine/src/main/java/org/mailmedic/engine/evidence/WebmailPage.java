package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page where people read their mail in a browser, as far as its first answer. Key subject: the
/// domain.
///
/// @param domain the domain
/// @param url where it was looked for
/// @param known whether the service's profile names it; otherwise it is the domain's own `webmail.`
///   or `mail.` name
/// @param failure why nothing came, a constant's name of
///   [org.mailmedic.engine.world.Http.HttpFailure]; null where there was an answer
/// @param detail more on that, as seen; null where there is nothing to say
/// @param status the HTTP status of the last answer; 0 without one
/// @param hops the URLs that were asked, in order
/// @param tls what TLS brought on the last hop; null where it was not reached
public record WebmailPage(
    String domain,
    String url,
    boolean known,
    @Nullable String failure,
    @Nullable String detail,
    int status,
    List<String> hops,
    @Nullable TlsSeen tls)
    implements Evidence {
  public WebmailPage {
    hops = List.copyOf(hops);
  }

  /// The key for a domain.
  public static EvidenceKey<WebmailPage> key(String domain) {
    return new EvidenceKey<>(WebmailPage.class, domain);
  }

  @Override
  public String kind() {
    return "http";
  }

  @Override
  public String summary() {
    String last = hops.isEmpty() ? url : hops.getLast();
    String came = failure == null ? Integer.toString(status) : failure;
    String way = last.equals(url) ? url : url + " → " + last;
    return way + " → " + came + (detail == null ? "" : " (" + detail + ")");
  }

  /// Whether it was seen that the page is there or not: where the name does not exist, the profile
  /// may be older than the service; redirects may want a browser.
  @Override
  public boolean settled() {
    return failure == null
        || !(failure.equals("NAME_NOT_FOUND")
            || failure.equals("TOO_MANY_REDIRECTS")
            || failure.equals("BAD_REDIRECT"));
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return Attempt.Reason.SOURCE_FAILED;
  }
}

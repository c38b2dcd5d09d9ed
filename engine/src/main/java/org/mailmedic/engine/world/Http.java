package org.mailmedic.engine.world;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// HTTP GET and POST over the world's own TCP and DNS. Never throws for what the network does.
public interface Http {

  /// Fetches a page, or sends something and takes the answer.
  ///
  /// @param request what and under which limits
  HttpOutcome get(HttpRequest request, Deadline deadline);

  /// A request.
  ///
  /// @param uri http or https
  /// @param accept the Accept header
  /// @param maxBytes cap of the decoded body
  /// @param maxRedirects how many redirects may be followed; 0: none (RFC 8461 section 3.3)
  /// @param post what is sent by POST, to every hop alike; null: GET
  record HttpRequest(URI uri, String accept, int maxBytes, int maxRedirects, @Nullable Post post) {
    /// A GET.
    public HttpRequest(URI uri, String accept, int maxBytes, int maxRedirects) {
      this(uri, accept, maxBytes, maxRedirects, null);
    }
  }

  /// What is sent by POST.
  ///
  /// @param contentType its media type
  /// @param body sent in UTF-8
  record Post(String contentType, String body) {}

  /// What came of it.
  ///
  /// @param status the HTTP status; 0 where no answer came
  /// @param headers names in lower case
  /// @param body the body as text by its charset (UTF-8 where none is told), cut at the cap
  /// @param truncated whether the body was longer than the cap
  /// @param failure why there is no answer; null where there is one
  /// @param detail more on the failure, as seen; null where there is nothing to say
  /// @param tls what TLS brought on the last hop; null for http or where it was not reached
  /// @param hops the URIs that were asked, in order
  record HttpOutcome(
      int status,
      Map<String, String> headers,
      String body,
      boolean truncated,
      @Nullable HttpFailure failure,
      @Nullable String detail,
      Connection.@Nullable TlsOutcome tls,
      List<String> hops) {
    public HttpOutcome {
      headers = Map.copyOf(headers);
      hops = List.copyOf(hops);
    }
  }

  /// Why no HTTP answer came.
  enum HttpFailure {
    NAME_NOT_FOUND,
    NAME_LOOKUP_FAILED,
    CONNECT_REFUSED,
    CONNECT_TIMEOUT,
    CONNECT_UNREACHABLE,
    FORBIDDEN_ADDRESS,
    TLS_FAILED,
    CERTIFICATE_INVALID,
    TIMEOUT,
    NOT_HTTP,
    TOO_MANY_REDIRECTS,
    BAD_REDIRECT,
    CAPPED
  }
}

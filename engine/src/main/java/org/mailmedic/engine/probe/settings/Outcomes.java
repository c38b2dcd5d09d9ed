package org.mailmedic.engine.probe.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Http.HttpFailure;
import org.mailmedic.engine.world.Http.HttpOutcome;

/// What came of asking web servers, in the words of the evidence.
final class Outcomes {
  private Outcomes() {}

  /// Why it is our own trouble that nothing came; null where it is not.
  ///
  /// @param whole when the whole diagnosis ends
  static @Nullable Reason ours(HttpOutcome outcome, Deadline whole) {
    HttpFailure failure = outcome.failure();
    if (failure == null) {
      return null;
    }
    return switch (failure) {
      case FORBIDDEN_ADDRESS -> Reason.PRIVATE_ADDRESS;
      case NAME_LOOKUP_FAILED -> Reason.SOURCE_FAILED;
      case CAPPED -> Reason.LIMIT;
      case TIMEOUT, CONNECT_TIMEOUT -> whole.passed() ? Reason.DEADLINE : null;
      case NAME_NOT_FOUND,
          CONNECT_REFUSED,
          CONNECT_UNREACHABLE,
          TLS_FAILED,
          CERTIFICATE_INVALID,
          NOT_HTTP,
          TOO_MANY_REDIRECTS,
          BAD_REDIRECT ->
          null;
    };
  }

  /// The host that answered in the end; null where none was asked.
  static @Nullable String lastHost(HttpOutcome outcome) {
    return outcome.hops().isEmpty() ? null : host(outcome.hops().getLast());
  }

  /// The host of a URL; null where it has none.
  static @Nullable String host(String url) {
    try {
      String host = new URI(url).getHost();
      return host == null ? null : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /// A URL without what follows the path: that may have the person's address.
  static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}

package org.mailmedic.engine.rule.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.WebmailSeen;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.WebmailPage;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Symptom;

/// Whether the page for reading mail in a browser shows itself. A page that asks who one is, or
/// that turns programs away, is there.
public final class WebmailRule implements Rule {
  private static final String ID = "webmail.unreachable";

  /// The page is the service's own.
  private static final double KNOWN = 0.95;

  /// `webmail.` in the domain is likely to be it.
  private static final double GUESSED = 0.6;

  @Override
  public Set<String> ids() {
    return Set.of(ID);
  }

  @Override
  public String checkId() {
    return "login.webmail";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    for (Observation<WebmailPage> observation : file.all(WebmailPage.class)) {
      Optional<WebmailPage> seen = observation.attempt().observed();
      if (seen.isPresent() && broken(seen.get(), asked(file.complaint()))) {
        WebmailPage page = seen.get();
        return List.of(
            Found.of(ID, page.domain())
                .level(page.known() ? Level.BROKEN : Level.AT_RISK)
                .certainty(page.known() ? KNOWN : GUESSED)
                .with("url", page.url())
                .with("status", page.status() == 0 ? null : (long) page.status())
                .on(observation)
                .build());
      }
    }
    return List.of();
  }

  /// Whether somebody complains of signing in, or of webmail itself. Otherwise a name that does not
  /// exist may as well say that the profile is older than the service.
  private static boolean asked(Complaint complaint) {
    return complaint.webmail() == WebmailSeen.FAILS
        || complaint.symptoms().equals(Set.of(Symptom.LOGIN));
  }

  private static boolean broken(WebmailPage page, boolean asked) {
    if (page.known()) {
      String failure = page.failure();
      return failure == null
          ? error(page.status())
          : noAnswer(failure) || (asked && failure.equals("NAME_NOT_FOUND"));
    }
    // A name of the domain's own may be anything: only `webmail.` that once answered says
    // something.
    return page.url().startsWith("https://webmail.")
        && (page.failure() == null ? page.status() >= 500 : refuses(page.failure()));
  }

  private static boolean error(int status) {
    return status >= 500 || status == 404 || status == 410;
  }

  private static boolean refuses(String failure) {
    return failure.equals("CONNECT_REFUSED") || failure.equals("CONNECT_TIMEOUT");
  }

  /// Redirects that a browser with cookies would come through are no failure.
  private static boolean noAnswer(String failure) {
    return switch (failure) {
      case "CONNECT_REFUSED",
          "CONNECT_TIMEOUT",
          "TLS_FAILED",
          "CERTIFICATE_INVALID",
          "TIMEOUT",
          "NOT_HTTP" ->
          true;
      default -> false;
    };
  }
}

package org.mailmedic.engine.probe.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.evidence.WebmailPage;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.engine.probe.smtp.Certificates;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.Http.HttpFailure;
import org.mailmedic.engine.world.Http.HttpOutcome;
import org.mailmedic.engine.world.Http.HttpRequest;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.xbill.DNS.Type;

/// Opens the page where people read their mail in a browser: the one that the service's profile
/// names, else `webmail.` or `mail.` in the domain where such a name has an address.
///
/// @param domain without trailing dot
/// @param service which service holds the account
public record WebmailProbe(String domain, ServiceDetectionProbe service)
    implements Probe<WebmailPage> {

  @Override
  public String checkId() {
    return "login.webmail";
  }

  @Override
  public EvidenceKey<WebmailPage> key() {
    return WebmailPage.key(domain);
  }

  @Override
  public Attempt<WebmailPage> run(ProbeContext context) throws InterruptedException {
    ServiceDetection held = context.await(service).observed().orElse(null);
    ProviderProfile profile =
        held == null ? null : service.providers().find(held.id()).orElse(null);
    String page = profile == null ? null : profile.webmail();
    if (page != null) {
      return open(context, page, true);
    }
    // A name of the domain's own is a guess: where the service is known, it says that there is
    // none.
    String host = profile == null ? ownName(context) : null;
    return host == null
        ? new Attempt.NotTried<>(Reason.NOT_APPLICABLE, null)
        : open(context, "https://" + host + "/", false);
  }

  private @Nullable String ownName(ProbeContext context) {
    for (String label : new String[] {"webmail.", "mail."}) {
      DnsAnswer answer = context.world().dns().lookup(label + domain, Type.A, context.deadline());
      if (!answer.records().isEmpty() && answer.security() != DnsAnswer.Security.BOGUS) {
        return label + domain;
      }
    }
    return null;
  }

  private Attempt<WebmailPage> open(ProbeContext context, String url, boolean known) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return new Attempt.NotTried<>(Reason.NOT_APPLICABLE, url);
    }
    HttpOutcome page =
        context
            .world()
            .http()
            .get(
                new HttpRequest(
                    uri, "text/html", SettingsLimits.PAGE_BYTES, SettingsLimits.REDIRECTS),
                context.deadline().atMost(SettingsLimits.TIME));
    Reason ours = Outcomes.ours(page, context.deadline());
    if (ours != null) {
      return new Attempt.Unobserved<>(ours, url);
    }
    HttpFailure failure = page.failure();
    String host = Outcomes.lastHost(page);
    TlsSeen tls =
        page.tls() == null ? null : Certificates.seen(host == null ? "" : host, page.tls(), 0);
    return new Attempt.Observed<>(
        new WebmailPage(
            domain,
            url,
            known,
            failure == null ? null : failure.name(),
            page.detail(),
            page.status(),
            page.hops(),
            tls));
  }
}

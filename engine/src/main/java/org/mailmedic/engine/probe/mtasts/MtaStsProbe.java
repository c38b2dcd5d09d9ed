package org.mailmedic.engine.probe.mtasts;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MtaSts;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.Http.HttpFailure;
import org.mailmedic.engine.world.Http.HttpOutcome;
import org.mailmedic.engine.world.Http.HttpRequest;
import org.mailmedic.protocol.mtasts.StsPolicy;
import org.mailmedic.protocol.mtasts.StsRecord;
import org.xbill.DNS.Type;

/// Asks for the MTA-STS record and, where there is exactly one that senders accept, for the policy
/// (RFC 8461 section 3.3).
///
/// @param domain without trailing dot
public record MtaStsProbe(String domain) implements Probe<MtaSts> {
  /// How long the policy's server is waited for; senders are told to wait a minute at most.
  private static final Duration TIME = Duration.ofSeconds(10);

  private static final int HTTPS = 443;

  @Override
  public String checkId() {
    return "mta-sts.policy";
  }

  @Override
  public EvidenceKey<MtaSts> key() {
    return new EvidenceKey<>(MtaSts.class, domain);
  }

  @Override
  public Attempt<MtaSts> run(ProbeContext context) {
    String name = "_mta-sts." + domain;
    DnsAnswer answer = context.world().dns().lookup(name, Type.TXT, context.deadline());
    String status = Texts.status(answer);
    List<String> texts = status.equals("ANSWER") ? Texts.of(answer) : List.of();
    List<String> meant = texts.stream().filter(StsRecord::isMeant).toList();
    if (meant.size() != 1 || StsRecord.parse(meant.getFirst()).isEmpty()) {
      return new Attempt.Observed<>(new MtaSts(domain, status, texts, answer.reason(), null));
    }
    return withPolicy(context, status, texts);
  }

  private Attempt<MtaSts> withPolicy(ProbeContext context, String status, List<String> texts) {
    int port = context.world().ports().https();
    String url =
        "https://mta-sts."
            + domain
            + (port == HTTPS ? "" : ":" + port)
            + "/.well-known/mta-sts.txt";
    Deadline deadline = context.deadline().atMost(TIME);
    HttpRequest request =
        new HttpRequest(URI.create(url), "text/plain", StsPolicy.MAX_BYTES, /* maxRedirects= */ 0);
    HttpOutcome page = context.world().http().get(request, deadline);
    Reason ours = ours(page.failure(), context.deadline());
    if (ours != null) {
      return new Attempt.Unobserved<>(ours, url);
    }
    return new Attempt.Observed<>(new MtaSts(domain, status, texts, null, page(url, page)));
  }

  private static MtaSts.Page page(String url, HttpOutcome page) {
    HttpFailure failure = page.failure();
    String location = page.headers().get("location");
    boolean redirect = page.status() >= 300 && page.status() < 400;
    return new MtaSts.Page(
        url,
        failure == null ? null : failure.name(),
        redirect && location != null ? "Location: " + location : page.detail(),
        page.status(),
        page.headers().get("content-type"),
        page.body(),
        page.truncated());
  }

  /// Why it is our own trouble that nothing came; null where it is not.
  private static @Nullable Reason ours(@Nullable HttpFailure failure, Deadline whole) {
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
}

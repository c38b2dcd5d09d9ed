package org.mailmedic.engine.rule.recipient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.HostAddresses;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.RecipientServer;
import org.mailmedic.engine.evidence.RecipientServer.Talk;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.registries.MailDomains;

/// Whether the mail can reach whom it was to reach (verdict 23). What their server says is read by
/// the one classifier of replies; what it holds against this machine is held against nobody
/// (verdicts 8 and 15). Several recipients are compared: what ails at one place only is that
/// place's; what ails everywhere is ours.
public final class RecipientServerRule implements Rule {
  /// What a server may be told to have, besides everything under `recipient.`.
  private static final Set<String> AS_SAID =
      Set.of(
          "relay.denied",
          "policy.refused",
          "sender.blocked",
          "sender.domain-invalid",
          "reputation.domain-blocklisted",
          "routing.loop",
          "routing.dns-failure",
          "routing.tls-failed",
          "message.feature-unsupported");

  /// What may be the server's own trouble or owed to whoever speaks to it.
  private static final Set<String> TROUBLE =
      Set.of(
          "recipient.server-overloaded", "recipient.server-error", "recipient.server-unreachable");

  /// From this length on, one slip is a likely typing error though the domain exists.
  private static final int LIKELY_SLIP = 8;

  @Override
  public Set<String> ids() {
    return Set.of(
        "recipient.unknown",
        "recipient.address-invalid",
        "recipient.domain-unknown",
        "recipient.domain-takes-no-mail",
        "recipient.disabled",
        "recipient.moved",
        "recipient.mailbox-full",
        "recipient.rate-limited",
        "recipient.rejects-sender",
        "recipient.greylisted",
        "recipient.server-unreachable",
        "recipient.server-overloaded",
        "recipient.server-error",
        "recipient.storage-full",
        "recipient.delivery-program-failed",
        "relay.denied",
        "policy.refused",
        "sender.blocked",
        "sender.domain-invalid",
        "reputation.domain-blocklisted",
        "routing.loop",
        "routing.dns-failure",
        "routing.tls-failed",
        "message.feature-unsupported",
        "network.address-refused",
        "network.port-blocked");
  }

  @Override
  public String checkId() {
    return "recipient.server";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    Map<Observation<RecipientServer>, Answer> answers = new LinkedHashMap<>();
    for (Observation<RecipientServer> observation : file.all(RecipientServer.class)) {
      observation
          .attempt()
          .observed()
          .ifPresent(server -> answers.put(observation, Answer.of(server)));
    }
    Comparison comparison = Comparison.of(answers);
    List<Finding> findings = new ArrayList<>();
    answers.forEach((observation, answer) -> {
      Found found = found(file, server(observation), answer, comparison);
      if (found != null) {
        findings.add(found.on(observation).on(comparison.beside(observation)).build());
      }
    });
    return findings;
  }

  private static RecipientServer server(Observation<RecipientServer> observation) {
    return observation.attempt().observed().orElseThrow();
  }

  private static @Nullable Found found(
      CaseFile file, RecipientServer server, Answer answer, Comparison comparison) {
    Found inTheDns = inTheDns(server);
    if (inTheDns != null) {
      return inTheDns;
    }
    return switch (answer) {
      case Answer.Taken taken -> null;
      case Answer.Unseen unseen -> null;
      case Answer.Said said -> said(server, said, comparison);
      case Answer.RefusesUs us -> refusesUs(us.talk(), us.reply().oneLine());
      case Answer.BrokeOff broke -> brokeOff(server, broke, comparison);
      case Answer.NoConnection none -> noConnection(file, server, none.talk(), comparison);
      case Answer.OnlyPrivate only ->
          about(server, "recipient.server-unreachable")
              .certainty(0.9)
              .with("host", only.talk().host());
    };
  }

  /// What the DNS alone says.
  private static @Nullable Found inTheDns(RecipientServer server) {
    if (server.nullMx()) {
      return about(server, "recipient.domain-takes-no-mail")
          .certainty(0.97)
          .with("domain", server.domain())
          .with("suggestion", suggestion(server, true));
    }
    if (server.mx().security().equals("BOGUS")
        || server.mx().status().equals("SERVFAIL")
        || server.mx().status().equals("REFUSED")) {
      return about(server, "routing.dns-failure").certainty(0.85);
    }
    if (server.nowhere()) {
      return about(server, "recipient.domain-unknown")
          .certainty(0.95)
          .with("domain", server.domain())
          .with("suggestion", suggestion(server, true));
    }
    boolean bogus =
        !server.hosts().isEmpty()
            && server.hosts().stream().map(HostAddresses::security).allMatch("BOGUS"::equals);
    return bogus ? about(server, "routing.dns-failure").certainty(0.85) : null;
  }

  private static @Nullable Found said(
      RecipientServer server, Answer.Said said, Comparison comparison) {
    String cause = cause(said);
    if (TROUBLE.contains(cause) && comparison.everywhere()) {
      return refusesUs(said.talk(), said.reply().oneLine()).certainty(0.7);
    }
    boolean named = cause.equals(said.meaning().cause());
    double certainty = named ? said.meaning().confidence() : 0.5;
    Found found =
        about(server, cause)
            .certainty(TROUBLE.contains(cause) ? comparison.sure(certainty) : certainty)
            .with("reply", said.reply().oneLine());
    if (cause.equals("recipient.unknown")) {
      found.with("suggestion", suggestion(server, false));
    }
    if (TROUBLE.contains(cause) || cause.equals("recipient.storage-full")) {
      found.with("host", said.talk().host());
    }
    return TROUBLE.contains(cause) ? comparison.tell(found) : found;
  }

  /// The cause that the reply names, of those that can lie there: the domain's own servers want
  /// nobody to sign in, and nothing of the message has been shown to them.
  private static String cause(Answer.Said said) {
    String cause = said.meaning().cause();
    if (cause.startsWith("recipient.") || AS_SAID.contains(cause)) {
      return cause;
    }
    if (cause.equals("settings.authentication-off")) {
      return "relay.denied";
    }
    return said.reply().permanent() ? "policy.refused" : "recipient.server-error";
  }

  private static Found refusesUs(Talk talk, String reply) {
    return Found.of("network.address-refused", talk.host() + "/" + talk.address())
        .level(Level.ADVICE)
        .with("host", talk.host())
        .with("reply", reply);
  }

  private static Found brokeOff(
      RecipientServer server, Answer.BrokeOff broke, Comparison comparison) {
    SmtpBreakOff.Kind kind = broke.end().kind();
    boolean foreign = kind == SmtpBreakOff.Kind.NOT_SMTP || kind == SmtpBreakOff.Kind.TOO_LONG;
    return comparison.tell(
        about(server, foreign ? "recipient.server-error" : "recipient.server-unreachable")
            .certainty(comparison.sure(0.85))
            .with("host", broke.talk().host()));
  }

  private static Found noConnection(
      CaseFile file, RecipientServer server, Talk talk, Comparison comparison) {
    SmtpDialogue seen = Objects.requireNonNull(talk.seen());
    if (blockedHere(file, server)) {
      return Found.of("network.port-blocked", "local")
          .certainty(0.9)
          .with("host", talk.host())
          .with("port", (long) seen.port());
    }
    boolean refused =
        seen.breakOff() != null && seen.breakOff().kind() == SmtpBreakOff.Kind.REFUSED;
    return comparison.tell(
        about(server, "recipient.server-unreachable")
            .certainty(refused ? 0.95 : comparison.everywhere() ? 0.6 : comparison.sure(0.8))
            .with("host", talk.host())
            .with("suggestion", suggestion(server, false)));
  }

  /// Whether every address kept silent on the mail port, some answer on another, and no mail server
  /// anywhere took a connection (verdict 8).
  private static boolean blockedHere(CaseFile file, RecipientServer server) {
    boolean silent =
        server.talks().stream()
            .map(Talk::seen)
            .allMatch(seen ->
                seen == null
                    || (seen.breakOff() != null
                        && seen.breakOff().kind() != SmtpBreakOff.Kind.REFUSED));
    boolean elsewhere =
        server.talks().stream().anyMatch(t -> t.survey() != null && t.survey().anyOpen());
    return silent && elsewhere && !portOpens(file);
  }

  /// Whether some mail server, the domain's own or a recipient's, took a connection from here.
  static boolean portOpens(CaseFile file) {
    return file.seen(SmtpDialogue.class).stream().anyMatch(SmtpDialogue::connected)
        || file.seen(RecipientServer.class).stream()
            .flatMap(server -> server.talks().stream())
            .anyMatch(Talk::connected);
  }

  private static Found about(RecipientServer server, String cause) {
    return Found.of(cause, server.address())
        .level(CauseCatalogue.builtIn().get(cause).level())
        .with("recipient", server.address());
  }

  /// What the part after the @ was perhaps meant to be.
  ///
  /// @param dead whether nobody can get mail there
  private static @Nullable String suggestion(RecipientServer server, boolean dead) {
    boolean likely = dead || server.domain().length() >= LIKELY_SLIP;
    String near = likely ? MailDomains.near(server.domain()).orElse(null) : null;
    return near == null
        ? null
        : server.address().substring(0, server.address().lastIndexOf('@') + 1) + near;
  }
}

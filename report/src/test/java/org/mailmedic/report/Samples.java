package org.mailmedic.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.cause.Check;
import org.mailmedic.engine.cause.CheckSpec;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.cause.Verdict;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.TranscriptLine;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.reply.Explanation;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.CauseType;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Outlook;
import org.mailmedic.knowledge.causes.Symptom;

/// Diagnoses and explanations to render. They don't depend on what probes and rules do.
final class Samples {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private Samples() {}

  /// Evidence as the samples need it.
  record Seen(String kind, String summary, List<String> records, List<TranscriptLine> transcript)
      implements Evidence {}

  /// Two causes of different certainty, a consequence, a piece of advice, a check that ended
  /// inconclusive, and a transcript.
  static Diagnosis broken() {
    return broken("example.com", "mx1.example.com", "550 5.1.1 No such user", null);
  }

  /// The same with foreign words of one's choice in every place that can hold any.
  ///
  /// @param service null where no mail service is known
  static Diagnosis broken(String domain, String host, String reply, @Nullable String service) {
    List<Observation<?>> seen =
        List.of(
            seen(1, "dns.dnssec", "dns", domain + " A RRSIG expired", List.of()),
            seen(2, "domain.registration", "rdap", domain + " expires 2026-12-05", List.of()),
            seen(
                3,
                "smtp.dialogue",
                "smtp",
                host + " [192.0.2.25]:25 220, RCPT → " + reply,
                List.of(
                    new TranscriptLine(20, TranscriptLine.Side.NOBODY, "connected"),
                    new TranscriptLine(41, TranscriptLine.Side.SERVER, "220 " + host),
                    new TranscriptLine(42, TranscriptLine.Side.CLIENT, "EHLO probe.example"),
                    new TranscriptLine(84, TranscriptLine.Side.SERVER, reply))),
            unseen(4, "dane.tlsa", host));
    Finding bogus =
        finding(
            "dns.dnssec-bogus",
            domain,
            Map.of("domain", domain, "reason", "expired", "expired", NOW, "zone", domain),
            "e1");
    Finding unknown =
        finding(
            "inbound.recipient-unknown",
            host,
            Map.of("address", "anna@" + domain, "host", host, "reply", reply),
            "e3");
    Finding soon =
        finding(
            "domain.expires-soon",
            domain,
            Map.of("domain", domain, "expires", NOW.plusSeconds(86_400 * 11), "days", 11L),
            "e2");
    Finding advice = finding("tls-rpt.invalid", domain, Map.of("domain", domain), "e2");
    Map<String, Check.Status> odd =
        Map.of("dns.dnssec", Check.Status.FAILED, "dane.tlsa", Check.Status.INCONCLUSIVE);
    return new Diagnosis(
        new CaseFile(
            Complaint.about("anna@" + domain, "anna", domain)
                .withSymptoms(Set.of(Symptom.SEND, Symptom.RECEIVE)),
            NOW,
            1_312,
            seen),
        service == null ? null : new Diagnosis.Service("sample", service, "mx"),
        Map.of(
            Symptom.SEND, Verdict.AT_RISK,
            Symptom.RECEIVE, Verdict.BROKEN,
            Symptom.LOGIN, Verdict.UNKNOWN),
        List.of(cause(bogus, 0.97, List.of(unknown)), cause(soon, 0.8, List.of())),
        List.of(bogus, unknown, soon, advice),
        checks(odd));
  }

  /// Nothing wrong.
  static Diagnosis fine() {
    return nothing(Map.of(), Verdict.WORKS);
  }

  /// Nothing wrong found, and what matters could not be checked.
  static Diagnosis inconclusive() {
    return nothing(Map.of("smtp.dialogue", Check.Status.INCONCLUSIVE), Verdict.UNKNOWN);
  }

  /// The servers turn this machine away.
  static Diagnosis turnedAway() {
    Finding refused =
        finding(
            "network.address-refused",
            "mx.example.org/192.0.2.25",
            Map.of("host", "mx.example.org", "reply", "554 5.7.1 dynamic address"),
            "e1");
    return nothing(
        Map.of("smtp.dialogue", Check.Status.INCONCLUSIVE), Verdict.UNKNOWN, List.of(refused));
  }

  private static Diagnosis nothing(Map<String, Check.Status> odd, Verdict receive) {
    return nothing(odd, receive, List.of());
  }

  private static Diagnosis nothing(
      Map<String, Check.Status> odd, Verdict receive, List<Finding> findings) {
    return new Diagnosis(
        new CaseFile(
            Complaint.about("example.org", null, "example.org"),
            NOW,
            700,
            List.of(seen(1, "dns.mx", "dns", "example.org MX 10 mx.example.org", List.of()))),
        null,
        Map.of(
            Symptom.SEND, Verdict.UNKNOWN,
            Symptom.RECEIVE, receive,
            Symptom.LOGIN, Verdict.UNKNOWN),
        List.of(),
        findings,
        checks(odd));
  }

  /// Two refusals of a message that came back.
  static Explanation explanation() {
    return explanation("User unknown", "jan@example.net", "mx.example.net");
  }

  static Explanation explanation(String text, String recipient, String server) {
    Finding dead =
        new Finding(
            "recipient.unknown",
            Level.BROKEN,
            Finding.REPLY,
            Map.of("reply", "550 5.1.1 " + text, "recipient", recipient),
            List.of(),
            0.97);
    Finding full =
        new Finding(
            "recipient.mailbox-full",
            Level.BROKEN,
            Finding.REPLY,
            Map.of("reply", text, "provider", server),
            List.of(),
            0.5);
    return new Explanation(
        true,
        List.of(
            new Explanation.Failure(
                recipient,
                cause(dead, 0.97, List.of()),
                Outlook.ADDRESS_DEAD,
                new Explanation.Reply(550, "5.1.1", text),
                "relay.example.com",
                server),
            new Explanation.Failure(
                null,
                cause(full, 0.5, List.of()),
                Outlook.RETRY,
                new Explanation.Reply(0, null, text),
                null,
                null)));
  }

  private static Cause cause(Finding finding, double confidence, List<Finding> explains) {
    CauseType type = CauseCatalogue.builtIn().get(finding.id());
    List<String> evidence = new ArrayList<>(finding.evidence());
    explains.forEach(effect -> evidence.addAll(effect.evidence()));
    return new Cause(
        finding,
        finding.level(),
        type.affects(),
        type.responsible(),
        confidence,
        explains,
        evidence);
  }

  private static Finding finding(
      String id, String subject, Map<String, Object> arguments, String evidence) {
    Level level = CauseCatalogue.builtIn().get(id).level();
    return new Finding(id, level, subject, arguments, List.of(evidence), 0.9);
  }

  private static List<Check> checks(Map<String, Check.Status> odd) {
    List<Check> checks = new ArrayList<>();
    for (CheckSpec spec : CheckSpec.ALL) {
      Check.Status usual = spec.built() ? Check.Status.PASSED : Check.Status.SKIPPED;
      Check.Status status = odd.getOrDefault(spec.id(), usual);
      Attempt.Reason reason =
          switch (status) {
            case SKIPPED -> Attempt.Reason.NOT_BUILT;
            case INCONCLUSIVE -> Attempt.Reason.DEADLINE;
            case PASSED, FAILED -> null;
          };
      checks.add(new Check(spec.id(), status, spec.built() ? 40 : 0, reason, null));
    }
    return checks;
  }

  private static Observation<?> seen(
      int number, String check, String kind, String line, List<TranscriptLine> transcript) {
    return observation(
        number,
        check,
        line,
        new Attempt.Observed<>(new Seen(kind, line, List.of(line), transcript)));
  }

  private static Observation<?> unseen(int number, String check, String about) {
    return observation(
        number, check, about, new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, about));
  }

  private static Observation<Seen> observation(
      int number, String check, String about, Attempt<Seen> attempt) {
    String id = "e" + number;
    return new Observation<>(id, check, new EvidenceKey<>(Seen.class, about), attempt, NOW, 40);
  }
}

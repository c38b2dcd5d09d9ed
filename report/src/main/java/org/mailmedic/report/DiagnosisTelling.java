package org.mailmedic.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.cause.Check;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.cause.Verdict;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Evidence;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.TranscriptLine;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.report.catalogue.ReportLimits;
import org.mailmedic.report.catalogue.Visible;

/// A diagnosis as it is told to people: the verdict in a sentence, the causes, what else was
/// noticed, what could not be checked, and on demand everything that was seen.
final class DiagnosisTelling {
  private final Diagnosis diagnosis;
  private final Wording words;
  private final boolean whole;

  /// @param whole whether checks and evidence are told too
  DiagnosisTelling(Diagnosis diagnosis, Wording words, boolean whole) {
    this.diagnosis = diagnosis;
    this.words = words;
    this.whole = whole;
  }

  String tell(Page page) {
    if (diagnosis.causes().isEmpty()) {
      headline(page);
    }
    CauseTelling telling = new CauseTelling(page, words);
    for (int i = 0; i < diagnosis.causes().size(); i++) {
      if (i == 1) {
        page.title(words.say("ui.more"), Page.Tone.PLAIN);
      }
      telling.begin(diagnosis.causes().get(i));
      telling.go(diagnosis.causes().get(i));
    }
    list(page, "ui.advice", noticed());
    list(page, "ui.unchecked", unchecked());
    page.remark(verdicts());
    if (whole) {
      page.section(words.say("ui.checks"));
      page.pairs(checks());
      page.section(words.say("ui.evidence"));
      page.evidence(diagnosis.file().observations().stream().map(this::seen).toList());
      page.remark(colophon());
    } else {
      page.remark(words.say("ui.more-help"));
    }
    return page.finish();
  }

  private void headline(Page page) {
    Finding hindrance = hindrance();
    if (hindrance != null) {
      page.title(words.title(hindrance), Page.Tone.PLAIN);
      new CauseTelling(page, words).go(hindrance);
      return;
    }
    boolean fine = Outcome.of(diagnosis) == Outcome.FINE;
    String key = fine ? "ui.fine" : "ui.inconclusive";
    Map<String, Object> arguments =
        Map.of(
            "subject",
            diagnosis.file().complaint().input(),
            "receive",
            verdict(Symptom.RECEIVE).id());
    page.title(words.say(key, arguments), fine ? Page.Tone.FINE : Page.Tone.PLAIN);
    page.paragraph(words.say(key + ".detail", arguments));
  }

  /// What keeps this machine from telling anything, where that is known and no cause; null
  /// otherwise.
  private @Nullable Finding hindrance() {
    if (!diagnosis.causes().isEmpty() || Outcome.of(diagnosis) == Outcome.FINE) {
      return null;
    }
    return diagnosis.findings().stream()
        .filter(finding -> finding.id().startsWith("network."))
        .findFirst()
        .orElse(null);
  }

  private void list(Page page, String key, List<String> points) {
    if (!points.isEmpty()) {
      page.section(words.say(key));
      page.list(points);
    }
  }

  /// Findings that are neither a cause nor explained by one.
  private List<String> noticed() {
    Set<String> told = new HashSet<>();
    for (Cause cause : diagnosis.causes()) {
      told.add(key(cause.finding()));
      cause.explains().forEach(effect -> told.add(key(effect)));
    }
    Finding hindrance = hindrance();
    Set<String> noticed = new LinkedHashSet<>();
    for (Finding finding : diagnosis.findings()) {
      boolean first = hindrance != null && finding.id().equals(hindrance.id());
      if (!first && !told.contains(key(finding))) {
        noticed.add(words.brief(finding));
      }
    }
    return List.copyOf(noticed);
  }

  private static String key(Finding finding) {
    return finding.id() + "\n" + finding.subject();
  }

  private List<String> unchecked() {
    List<String> lines = new ArrayList<>();
    for (Check check : diagnosis.checks()) {
      if (check.status() == Check.Status.INCONCLUSIVE) {
        String note = words.note(check);
        lines.add(words.say("check." + check.id()) + (note == null ? "" : ": " + note));
      }
    }
    return lines;
  }

  /// Each symptom that was asked about, and what is said of it, on one line.
  private String verdicts() {
    List<String> verdicts = new ArrayList<>();
    for (Symptom symptom : Symptom.values()) {
      if (diagnosis.file().complaint().symptoms().contains(symptom)) {
        String said = words.say("verdict." + verdict(symptom).id());
        verdicts.add(words.say("symptom." + symptom.id()) + ": " + said);
      }
    }
    return String.join(" · ", verdicts);
  }

  private Verdict verdict(Symptom symptom) {
    return diagnosis.verdict().getOrDefault(symptom, Verdict.UNKNOWN);
  }

  private Map<String, String> checks() {
    Map<String, String> checks = new LinkedHashMap<>();
    for (Check check : diagnosis.checks()) {
      String status = words.say("status." + check.status().id());
      String note = words.note(check);
      checks.put(words.say("check." + check.id()), note == null ? status : status + ". " + note);
    }
    return checks;
  }

  private String colophon() {
    Duration took = Duration.ofMillis(diagnosis.file().durationMs());
    return words.say("ui.reported", Map.of("date", diagnosis.file().startedAt(), "took", took));
  }

  private Page.Seen seen(Observation<?> observation) {
    Evidence seen = observation.attempt().observed().orElse(null);
    List<String> transcript = new ArrayList<>();
    if (seen != null) {
      seen.transcript().forEach(each -> transcript.add(said(each)));
    }
    String line = seen == null ? unseen(observation) : seen.summary();
    return new Page.Seen(
        observation.id(), Visible.oneLine(line, ReportLimits.EVIDENCE_CHARACTERS), transcript);
  }

  private static String said(TranscriptLine line) {
    String mark =
        switch (line.from()) {
          case CLIENT -> " > ";
          case SERVER -> " < ";
          case NOBODY -> " * ";
        };
    String text = Visible.oneLine(line.text(), ReportLimits.EVIDENCE_CHARACTERS);
    return line.atMs() + " ms" + mark + text;
  }

  private String unseen(Observation<?> observation) {
    String what = observation.key().type().getSimpleName() + " " + observation.key().subject();
    Attempt<?> attempt = observation.attempt();
    Attempt.Reason reason = Objects.requireNonNullElse(attempt.reason(), Attempt.Reason.INTERNAL);
    String more = attempt.detail() == null ? "" : " (" + attempt.detail() + ")";
    return what + ": " + words.say("note." + reason.id()) + more;
  }
}

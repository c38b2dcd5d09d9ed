package org.mailmedic.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.cause.Check;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.cause.Verdict;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.report.catalogue.Visible;

/// A diagnosis as it is told to people, in the order that it is told in: every format for people
/// lays out the same story.
///
/// @param headline the verdict in a sentence, where no cause has one
/// @param lead more on it
/// @param chapters the causes, the one to act on first first
/// @param noticed what is worth knowing and no cause
/// @param unchecked checks that were begun and could not finish, with the reason
/// @param verdicts each symptom that was asked about, and what is said of it
/// @param checks every check with its status
/// @param evidence what was seen, a line each
record Story(
    @Nullable String headline,
    @Nullable String lead,
    List<Chapter> chapters,
    List<String> noticed,
    List<String> unchecked,
    Map<String, String> verdicts,
    Map<String, String> checks,
    List<Seen> evidence,
    String colophon) {

  /// How much of one line of evidence is shown.
  private static final int MAX_LINE = 400;

  /// One cause.
  record Chapter(
      String title,
      Level level,
      String who,
      String explanation,
      List<Wording.Step> steps,
      List<String> explains,
      int percent) {}

  /// One piece of evidence.
  ///
  /// @param transcript what went over the wire; empty where there is none
  record Seen(String id, String line, List<String> transcript) {}

  static Story of(Diagnosis diagnosis, Wording words) {
    List<Chapter> chapters = diagnosis.causes().stream().map(c -> chapter(c, words)).toList();
    String subject = Visible.oneLine(diagnosis.file().complaint().input(), MAX_LINE);
    boolean fine = Outcome.of(diagnosis) == Outcome.FINE;
    boolean told = !chapters.isEmpty();
    Verdict receive = diagnosis.verdict().getOrDefault(Symptom.RECEIVE, Verdict.UNKNOWN);
    return new Story(
        told ? null : words.say(fine ? "ui.fine" : "ui.inconclusive", Map.of("subject", subject)),
        told
            ? null
            : words.say(
                fine ? "ui.fine.detail" : "ui.inconclusive.detail",
                Map.of("receive", receive.id())),
        chapters,
        noticed(diagnosis, words),
        unchecked(diagnosis, words),
        verdicts(diagnosis, words),
        checks(diagnosis, words),
        diagnosis.file().observations().stream().map(Story::seen).toList(),
        words.say(
            "ui.reported",
            Map.of(
                "date",
                diagnosis.file().startedAt(),
                "seconds",
                (diagnosis.file().durationMs() + 500) / 1000)));
  }

  private static Chapter chapter(Cause cause, Wording words) {
    Set<String> explains = new LinkedHashSet<>();
    for (Finding effect : cause.explains()) {
      explains.add(words.brief(effect));
    }
    return new Chapter(
        words.title(cause.finding()),
        cause.level(),
        words.who(cause),
        words.explanation(cause.finding()),
        words.steps(cause.finding()),
        List.copyOf(explains),
        (int) Math.round(cause.confidence() * 100));
  }

  /// Findings that are neither a cause nor explained by one.
  private static List<String> noticed(Diagnosis diagnosis, Wording words) {
    Set<String> told = new LinkedHashSet<>();
    for (Cause cause : diagnosis.causes()) {
      told.add(cause.id());
      cause.explains().forEach(effect -> told.add(effect.id()));
    }
    Set<String> noticed = new LinkedHashSet<>();
    for (Finding finding : diagnosis.findings()) {
      if (!told.contains(finding.id())) {
        noticed.add(words.brief(finding));
      }
    }
    return List.copyOf(noticed);
  }

  private static List<String> unchecked(Diagnosis diagnosis, Wording words) {
    List<String> lines = new ArrayList<>();
    for (Check check : diagnosis.checks()) {
      if (check.status() == Check.Status.INCONCLUSIVE) {
        String note = words.note(check);
        lines.add(words.say("check." + check.id()) + (note == null ? "" : ": " + note));
      }
    }
    return lines;
  }

  private static Map<String, String> verdicts(Diagnosis diagnosis, Wording words) {
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (Symptom symptom : Symptom.values()) {
      if (diagnosis.file().complaint().symptoms().contains(symptom)) {
        Verdict verdict = diagnosis.verdict().getOrDefault(symptom, Verdict.UNKNOWN);
        String key =
            switch (symptom) {
              case SEND -> "ui.sending";
              case RECEIVE -> "ui.receiving";
              case LOGIN -> "ui.signing-in";
            };
        verdicts.put(words.say(key), words.say("verdict." + verdict.id()));
      }
    }
    return verdicts;
  }

  private static Map<String, String> checks(Diagnosis diagnosis, Wording words) {
    Map<String, String> checks = new LinkedHashMap<>();
    for (Check check : diagnosis.checks()) {
      String status = words.say("status." + check.status().id());
      String note = words.note(check);
      checks.put(words.say("check." + check.id()), note == null ? status : status + ". " + note);
    }
    return checks;
  }

  private static Seen seen(Observation<?> observation) {
    String line =
        switch (observation.attempt()) {
          case Attempt.Observed<?> seen -> seen.evidence().summary();
          case Attempt.Unobserved<?> not -> unseen(observation, not.reason(), not.detail());
          case Attempt.NotTried<?> not -> unseen(observation, not.reason(), not.detail());
        };
    List<String> transcript = new ArrayList<>();
    if (observation.attempt().observed().orElse(null) instanceof SmtpDialogue dialogue) {
      dialogue
          .transcript()
          .forEach(each -> {
            String mark =
                switch (each.from()) {
                  case CLIENT -> "> ";
                  case SERVER -> "< ";
                  case NOBODY -> "* ";
                };
            String text = Visible.oneLine(each.text(), MAX_LINE);
            transcript.add(each.atMs() + " ms " + mark + text);
          });
    }
    return new Seen(observation.id(), Visible.oneLine(line, MAX_LINE), transcript);
  }

  private static String unseen(
      Observation<?> observation, Attempt.Reason reason, @Nullable String detail) {
    String what = observation.key().type().getSimpleName() + " " + observation.key().subject();
    return what + ": " + reason.id() + (detail == null ? "" : " (" + detail + ")");
  }
}

package org.mailmedic.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Level;

/// One cause, as it is told in every report: what happens, who can put it right, why, the steps,
/// and what follows from it.
final class CauseTelling {
  /// From here on a cause is certain, and nothing needs to be said of it.
  private static final double SURE = 0.9;

  private static final double LIKELY = 0.6;

  private final Page page;
  private final Wording words;

  CauseTelling(Page page, Wording words) {
    this.page = page;
    this.words = words;
  }

  void begin(Cause cause) {
    page.title(words.title(cause.finding()), tone(cause.level()));
    page.strong(words.say("ui.who", Map.of("who", words.who(cause))));
  }

  void go(Cause cause) {
    page.paragraph(words.explanation(cause.finding()));
    if (cause.confidence() < SURE) {
      String key = cause.confidence() < LIKELY ? "ui.perhaps" : "ui.most-likely";
      page.paragraph(words.say(key, Map.of("percent", Math.round(cause.confidence() * 100))));
    }
    steps(steps(cause.finding(), cause.responsible().id()));
    Set<String> effects = new LinkedHashSet<>();
    cause.explains().forEach(effect -> effects.add(words.brief(effect)));
    if (!effects.isEmpty()) {
      page.section(words.say("ui.explains"));
      page.list(List.copyOf(effects));
    }
  }

  /// A finding that is no cause and yet what matters: what it is, and the steps.
  void go(Finding finding) {
    page.paragraph(words.explanation(finding));
    steps(steps(finding, ""));
  }

  private void steps(List<Page.Step> steps) {
    if (!steps.isEmpty()) {
      page.section(words.say("ui.steps"));
      page.steps(steps);
    }
  }

  /// Who acts is said where it is another than before; first it is who is responsible.
  private List<Page.Step> steps(Finding finding, String responsible) {
    List<Page.Step> steps = new ArrayList<>();
    String before = responsible;
    for (Wording.Step step : words.steps(finding)) {
      boolean same = step.who().equals(before);
      String who = same ? null : words.say("role." + step.who());
      steps.add(new Page.Step(step.heading(), who, step.detail(), step.link()));
      before = step.who();
    }
    return steps;
  }

  private static Page.Tone tone(Level level) {
    return switch (level) {
      case BROKEN -> Page.Tone.BROKEN;
      case AT_RISK -> Page.Tone.AT_RISK;
      case ADVICE -> Page.Tone.PLAIN;
    };
  }
}

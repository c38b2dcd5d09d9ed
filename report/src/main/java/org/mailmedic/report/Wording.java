package org.mailmedic.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.cause.Check;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.report.catalogue.Catalogue;
import org.mailmedic.report.catalogue.Steps;

/// What is said of a diagnosis in one language: every format takes its words from here.
public final class Wording {
  private final Catalogue catalogue;
  private final @Nullable String service;

  /// @param service the mail service's name; null where it is unknown
  public Wording(Catalogue catalogue, @Nullable String service) {
    this.catalogue = catalogue;
    this.service = service;
  }

  static Wording of(Catalogue catalogue, Diagnosis diagnosis) {
    Diagnosis.Service known = diagnosis.service();
    return new Wording(catalogue, known == null ? null : known.name());
  }

  /// One step of the repair.
  ///
  /// @param who role id
  /// @param heading the act, without a full stop
  /// @param detail more on it; empty where there is nothing to say
  /// @param link a page that helps; null where there is none
  public record Step(String who, String heading, String detail, @Nullable String link) {
    /// Heading and detail in one piece.
    public String text() {
      String separator = heading.endsWith(":") || heading.endsWith("?") ? " " : ". ";
      return detail.isEmpty() ? heading : heading + separator + detail;
    }
  }

  public String title(Finding finding) {
    return catalogue.text("cause." + finding.id() + ".title", arguments(finding));
  }

  public String explanation(Finding finding) {
    String text = catalogue.text("cause." + finding.id() + ".explanation", arguments(finding));
    boolean alone = finding.arguments().containsKey("today");
    return alone ? text + " " + catalogue.text("note.today-clean") : text;
  }

  /// A consequence or a piece of advice, in a few words.
  public String brief(Finding finding) {
    return catalogue.text("finding." + finding.id(), arguments(finding));
  }

  public List<Step> steps(Finding finding) {
    List<Step> steps = new ArrayList<>();
    Map<String, Object> arguments = arguments(finding);
    for (Steps.Facts facts : Steps.of(finding.id())) {
      String key = "cause." + finding.id() + ".action." + (steps.size() + 1);
      String text = catalogue.text(key, arguments);
      int line = text.indexOf('\n');
      String heading = line < 0 ? text : text.substring(0, line);
      String detail = line < 0 ? "" : text.substring(line + 1).strip();
      steps.add(new Step(facts.who(), heading.strip(), detail, facts.link()));
    }
    return steps;
  }

  /// The text under `ui.<key>` or another whole key.
  public String say(String key) {
    return catalogue.text(key);
  }

  public String say(String key, Map<String, ?> arguments) {
    return catalogue.text(key, arguments);
  }

  /// Who can put a cause right, by name where it is known.
  public String who(Cause cause) {
    return catalogue.text("role." + cause.responsible().id(), arguments(cause.finding()));
  }

  /// Why a check was skipped or is inconclusive; null where there is nothing to say.
  public @Nullable String note(Check check) {
    Attempt.Reason reason = check.reason();
    return reason == null ? null : catalogue.text("note." + reason.id());
  }

  private Map<String, Object> arguments(Finding finding) {
    Map<String, Object> all = new HashMap<>(finding.arguments());
    if (service != null) {
      all.putIfAbsent("service", service);
    }
    all.put("level", word(finding.level()));
    return all;
  }

  private static String word(Level level) {
    return level.id().replace('-', '_');
  }
}

package org.mailmedic.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.knowledge.causes.Level;

/// A diagnosis for a terminal: the verdict sentence first, then who, then the steps, then what
/// follows; evidence only where it was asked for.
final class TextReport {
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String GREEN = "\u001b[1;32m";

  private final Story story;
  private final Wording words;
  private final Look look;
  private final StringBuilder out = new StringBuilder();

  TextReport(Diagnosis diagnosis, Wording words, Look look) {
    this.story = Story.of(diagnosis, words);
    this.words = words;
    this.look = look;
  }

  String render() {
    String headline = story.headline();
    String lead = story.lead();
    if (headline != null) {
      paragraph(GREEN, headline, "");
      paragraph("", lead == null ? "" : lead, "");
    }
    boolean first = true;
    for (Story.Chapter chapter : story.chapters()) {
      if (!first) {
        out.append('\n');
        heading("ui.more");
      }
      chapter(chapter);
      first = false;
    }
    list("ui.advice", story.noticed());
    list("ui.unchecked", story.unchecked());
    out.append('\n');
    List<String> verdicts = new ArrayList<>();
    story.verdicts().forEach((symptom, verdict) -> verdicts.add(symptom + ": " + verdict));
    paragraph("", String.join(" · ", verdicts), "");
    if (look.verbose()) {
      verbose();
    } else {
      paragraph("", words.say("ui.more-help"), "");
    }
    return out.toString();
  }

  private void chapter(Story.Chapter chapter) {
    paragraph(chapter.level() == Level.BROKEN ? RED : YELLOW, chapter.title(), "");
    paragraph("", words.say("ui.who", Map.of("who", chapter.who())), "");
    out.append('\n');
    paragraph("", chapter.explanation(), "");
    if (!chapter.steps().isEmpty()) {
      out.append('\n');
      heading("ui.steps");
      int number = 1;
      String before = "";
      for (Wording.Step step : chapter.steps()) {
        step(number++, step, !step.who().equals(before));
        before = step.who();
      }
    }
    list("ui.explains", chapter.explains());
  }

  private void step(int number, Wording.Step step, boolean sayWho) {
    String heading =
        sayWho
            ? words.say(
                "ui.step-by",
                Map.of("text", step.heading(), "who", words.say("role." + step.who())))
            : step.heading();
    String mark = (number < 10 ? " " : "") + number + ". ";
    hanging(mark, heading);
    if (!step.detail().isEmpty()) {
      paragraph("", step.detail(), "    ");
    }
    if (step.link() != null) {
      paragraph("", words.say("ui.link", Map.of("link", step.link())), "    ");
    }
  }

  private void verbose() {
    out.append('\n');
    heading("ui.checks");
    story.checks().forEach((check, status) -> hanging("  ", check + ": " + status));
    out.append('\n');
    heading("ui.evidence");
    for (Story.Seen seen : story.evidence()) {
      hanging(" " + seen.id() + " ", seen.line());
      for (String line : seen.transcript()) {
        out.append("      ").append(line).append('\n');
      }
    }
    paragraph("", story.colophon(), "");
  }

  private void list(String key, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.append('\n');
    heading(key);
    lines.forEach(line -> hanging("  - ", line));
  }

  private void heading(String key) {
    paragraph(BOLD, words.say(key), "");
  }

  private void hanging(String mark, String text) {
    int start = out.length();
    paragraph("", text, " ".repeat(mark.length()));
    out.replace(start, start + mark.length(), mark);
  }

  /// Words wrapped at the width.
  private void paragraph(String color, String text, String indent) {
    if (text.isEmpty()) {
      return;
    }
    for (String line : text.split("\n", -1)) {
      wrapped(look.color() ? color : "", line, indent);
    }
  }

  private void wrapped(String color, String text, String indent) {
    out.append(indent).append(color);
    int column = indent.length();
    boolean begun = false;
    for (String word : text.split(" ", -1)) {
      int width = word.codePointCount(0, word.length());
      if (begun && column + 1 + width > look.width()) {
        out.append('\n').append(indent);
        column = indent.length();
        begun = false;
      }
      if (begun) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += width;
      begun = true;
    }
    out.append(color.isEmpty() ? "" : RESET).append('\n');
  }
}

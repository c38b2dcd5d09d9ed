package org.mailmedic.report;

import java.util.List;
import java.util.Map;
import org.mailmedic.engine.cause.Diagnosis;

/// A diagnosis for tickets and chats. Foreign text can't become markup: what Markdown or HTML acts
/// on is escaped.
final class MarkdownReport {
  private final Story story;
  private final Wording words;
  private final StringBuilder out = new StringBuilder();

  MarkdownReport(Diagnosis diagnosis, Wording words) {
    this.story = Story.of(diagnosis, words);
    this.words = words;
  }

  String render() {
    String headline = story.headline();
    String lead = story.lead();
    if (headline != null) {
      line("# " + escaped(headline));
      line(lead == null ? "" : escaped(lead));
    }
    String level = "# ";
    for (Story.Chapter chapter : story.chapters()) {
      line(level + escaped(chapter.title()));
      level = "## ";
      line("**" + escaped(words.say("ui.who", Map.of("who", chapter.who()))) + "**");
      line(escaped(chapter.explanation()));
      steps(chapter);
      list("ui.explains", chapter.explains());
    }
    list("ui.advice", story.noticed());
    list("ui.unchecked", story.unchecked());
    line("### " + escaped(words.say("ui.checks")));
    story.verdicts().forEach((name, verdict) -> item(name + ": " + verdict));
    out.append('\n');
    story.checks().forEach((name, status) -> item(name + ": " + status));
    out.append('\n');
    line("### " + escaped(words.say("ui.evidence")));
    for (Story.Seen seen : story.evidence()) {
      item(seen.id() + " " + seen.line());
    }
    out.append('\n');
    line(escaped(story.colophon()));
    return out.toString().strip() + "\n";
  }

  private void steps(Story.Chapter chapter) {
    if (chapter.steps().isEmpty()) {
      return;
    }
    line("### " + escaped(words.say("ui.steps")));
    int number = 1;
    for (Wording.Step step : chapter.steps()) {
      String who = words.say("role." + step.who());
      out.append(number++).append(". **").append(escaped(step.heading())).append("** (");
      out.append(escaped(who)).append(')');
      if (!step.detail().isEmpty()) {
        out.append("  \n   ").append(escaped(step.detail()));
      }
      if (step.link() != null) {
        out.append("  \n   <").append(step.link()).append('>');
      }
      out.append('\n');
    }
    out.append('\n');
  }

  private void list(String key, List<String> lines) {
    if (!lines.isEmpty()) {
      line("### " + escaped(words.say(key)));
      lines.forEach(this::item);
      out.append('\n');
    }
  }

  private void item(String text) {
    out.append("- ").append(escaped(text)).append('\n');
  }

  private void line(String text) {
    if (!text.isEmpty()) {
      out.append(text).append("\n\n");
    }
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', '`', '*', '_', '[', ']', '#', '|', '~', '!' -> safe.append('\\').append(c);
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '\n' -> safe.append(' ');
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}

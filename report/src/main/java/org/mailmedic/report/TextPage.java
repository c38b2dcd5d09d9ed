package org.mailmedic.report;

import java.util.List;
import java.util.Map;

/// A page for a terminal: wrapped, and coloured where that was asked for.
final class TextPage implements Page {
  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final int LEAST_WIDTH = 30;

  private final Wording words;
  private final boolean color;
  private final int width;
  private final StringBuilder out = new StringBuilder();

  /// Whether the next part stands directly below a heading.
  private boolean close = true;

  TextPage(Wording words, Look look) {
    this.words = words;
    this.color = look.color();
    this.width = Math.max(LEAST_WIDTH, look.width());
  }

  @Override
  public void title(String text, Tone tone) {
    gap();
    wrap("", "", text, color(tone));
    close = true;
  }

  @Override
  public void section(String text) {
    close = false;
    gap();
    wrap("", "", text, BOLD);
    close = true;
  }

  @Override
  public void paragraph(String text) {
    close = false;
    gap();
    wrap("", "", text, "");
  }

  @Override
  public void strong(String text) {
    gap();
    wrap("", "", text, "");
    close = true;
  }

  @Override
  public void remark(String text) {
    paragraph(text);
  }

  @Override
  public void quote(String text) {
    gap();
    wrap("  > ", "  > ", text, "");
  }

  @Override
  public void steps(List<Step> steps) {
    gap();
    int number = 1;
    for (Step step : steps) {
      String mark = (number < 10 ? " " : "") + number + ". ";
      wrap(mark, "    ", said(step), "");
      wrap("    ", "    ", step.detail(), "");
      if (step.link() != null) {
        wrap("    ", "    ", words.say("ui.link", Map.of("link", step.link())), "");
      }
      number++;
    }
  }

  private String said(Step step) {
    return step.who() == null
        ? step.heading()
        : words.say("ui.step-by", Map.of("text", step.heading(), "who", step.who()));
  }

  @Override
  public void list(List<String> points) {
    gap();
    for (String point : points) {
      wrap("  - ", "    ", point, "");
    }
  }

  @Override
  public void pairs(Map<String, String> pairs) {
    gap();
    pairs.forEach((name, value) -> wrap("  ", "    ", name + ": " + value, ""));
  }

  @Override
  public void evidence(List<Seen> evidence) {
    gap();
    for (Seen seen : evidence) {
      String mark = "  " + seen.id() + " ";
      wrap(mark, " ".repeat(mark.length()), seen.line(), "");
      for (String line : seen.transcript()) {
        out.append("      ").append(line).append('\n');
      }
    }
  }

  @Override
  public String finish() {
    return out.toString();
  }

  /// A blank line between parts.
  private void gap() {
    if (!close && !out.isEmpty()) {
      out.append('\n');
    }
    close = false;
  }

  private static String color(Tone tone) {
    return switch (tone) {
      case PLAIN -> BOLD;
      case FINE -> "\u001b[1;32m";
      case AT_RISK -> "\u001b[1;33m";
      case BROKEN -> "\u001b[1;31m";
    };
  }

  /// Words wrapped at the width. Nothing where the text is empty.
  ///
  /// @param first what stands before the first line
  /// @param indent what stands before the others
  private void wrap(String first, String indent, String text, String style) {
    if (text.isEmpty()) {
      return;
    }
    String before = first;
    for (String line : text.split("\n", -1)) {
      line(before, indent, line, color ? style : "");
      before = indent;
    }
  }

  private void line(String first, String indent, String text, String style) {
    out.append(first).append(style);
    int column = first.length();
    boolean begun = false;
    for (String word : text.split(" ", -1)) {
      int length = word.codePointCount(0, word.length());
      if (begun && column + 1 + length > width) {
        out.append('\n').append(indent);
        column = indent.length();
      } else if (begun) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += length;
      begun = true;
    }
    out.append(style.isEmpty() ? "" : RESET).append('\n');
  }
}

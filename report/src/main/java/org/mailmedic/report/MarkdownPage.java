package org.mailmedic.report;

import java.util.List;
import java.util.Map;

/// A page for tickets and chats. Foreign text can't become markup, and addresses in it don't become
/// links: what Markdown or HTML acts on is escaped.
final class MarkdownPage implements Page {
  private final StringBuilder out = new StringBuilder();

  @Override
  public void title(String text, Tone tone) {
    part((out.isEmpty() ? "# " : "## ") + escaped(text));
  }

  @Override
  public void section(String text) {
    part("### " + escaped(text));
  }

  @Override
  public void paragraph(String text) {
    if (!text.isEmpty()) {
      part(escaped(text));
    }
  }

  @Override
  public void strong(String text) {
    part("**" + escaped(text) + "**");
  }

  @Override
  public void remark(String text) {
    paragraph(text);
  }

  @Override
  public void quote(String text) {
    part("> " + code(text));
  }

  @Override
  public void steps(List<Step> steps) {
    int number = 1;
    for (Step step : steps) {
      out.append(number++).append(". **").append(escaped(step.heading())).append("**");
      if (step.who() != null) {
        out.append(" (").append(escaped(step.who())).append(')');
      }
      if (!step.detail().isEmpty()) {
        out.append("  \n   ").append(escaped(step.detail()).replace("\n", "  \n   "));
      }
      if (step.link() != null) {
        out.append("  \n   <").append(step.link().replaceAll("[<>\\s]", "")).append('>');
      }
      out.append('\n');
    }
    out.append('\n');
  }

  @Override
  public void list(List<String> points) {
    points.forEach(point -> out.append("- ").append(escaped(point)).append('\n'));
    out.append('\n');
  }

  @Override
  public void pairs(Map<String, String> pairs) {
    pairs.forEach((name, value) ->
        out.append("- ").append(escaped(name)).append(": ").append(escaped(value)).append('\n'));
    out.append('\n');
  }

  @Override
  public void evidence(List<Seen> evidence) {
    for (Seen seen : evidence) {
      out.append("- ").append(seen.id()).append(' ').append(code(seen.line())).append('\n');
      if (!seen.transcript().isEmpty()) {
        out.append('\n');
        seen.transcript().forEach(line -> out.append("      ").append(line).append('\n'));
        out.append('\n');
      }
    }
    out.append('\n');
  }

  @Override
  public String finish() {
    return out.toString().strip() + "\n";
  }

  private void part(String text) {
    out.append(text).append("\n\n");
  }

  /// A code span, fenced by more backquotes than stand in it anywhere in a row.
  private static String code(String text) {
    int longest = 0;
    int row = 0;
    for (int i = 0; i < text.length(); i++) {
      row = text.charAt(i) == '`' ? row + 1 : 0;
      longest = Math.max(longest, row);
    }
    String fence = "`".repeat(longest + 1);
    String space = longest == 0 ? "" : " ";
    return text.isBlank() ? "" : fence + space + text.replace('\n', ' ') + space + fence;
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean first = safe.isEmpty() || safe.charAt(safe.length() - 1) == '\n';
      switch (c) {
        case '\\', '`', '*', '_', '[', ']', '#', '|', '~', '!', '@' -> safe.append('\\').append(c);
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '/' -> safe.append(i > 0 && text.charAt(i - 1) == ':' ? "\\/" : "/");
        case '.' -> safe.append(text.regionMatches(true, i - 3, "www", 0, 3) ? "\\." : ".");
        case '+', '-', '=' -> safe.append(first ? "\\" : "").append(c);
        default -> safe.append(c);
      }
    }
    return numbered(safe.toString());
  }

  /// A text that begins with a number and a full stop would be a list.
  private static String numbered(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    boolean list =
        digits > 0
            && digits < text.length()
            && (text.charAt(digits) == '.' || text.charAt(digits) == ')');
    return list ? text.substring(0, digits) + "\\" + text.substring(digits) : text;
  }
}

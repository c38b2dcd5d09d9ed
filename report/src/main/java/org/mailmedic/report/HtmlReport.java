package org.mailmedic.report;

import java.util.List;
import java.util.Map;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.knowledge.causes.Level;

/// A diagnosis as one HTML page that needs nothing else: no script, no font, no picture from
/// anywhere, and a policy that forbids them.
final class HtmlReport {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c2126;--paper:#fff;--soft:#5b6570;--line:#d8dde2;
      --red:#b3261e;--amber:#8a5a00;--green:#1b6e3c}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--paper:#14181c;--soft:#9aa5b0;
      --line:#333b43;--red:#ff8a80;--amber:#ffc266;--green:#7ddc9f}}
      body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
      max-width:44rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2rem}
      h3{font-size:1rem;margin-bottom:.3rem}.broken{color:var(--red)}.at-risk{color:var(--amber)}
      .fine{color:var(--green)}.who{font-weight:600}li{margin:.4rem 0}
      small,.soft{color:var(--soft)}pre,code{font-size:.85rem;white-space:pre-wrap;
      overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}
      td{border-top:1px solid var(--line);padding:.3rem .5rem .3rem 0;vertical-align:top}
      """;

  private final Story story;
  private final Wording words;
  private final String language;
  private final StringBuilder out = new StringBuilder();

  HtmlReport(Diagnosis diagnosis, Wording words, String language) {
    this.story = Story.of(diagnosis, words);
    this.words = words;
    this.language = language;
  }

  String render() {
    String headline = story.headline();
    String title = headline != null ? headline : story.chapters().getFirst().title();
    out.append("<!DOCTYPE html>\n<html lang=\"").append(language).append("\">\n<head>\n");
    out.append("<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" ");
    out.append("content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element("title", "", title);
    out.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    if (headline != null) {
      element("h1", "fine", headline);
      String lead = story.lead();
      element("p", "", lead == null ? "" : lead);
    }
    String heading = "h1";
    for (Story.Chapter chapter : story.chapters()) {
      chapter(heading, chapter);
      heading = "h2";
    }
    list("ui.advice", story.noticed());
    list("ui.unchecked", story.unchecked());
    tables();
    out.append("</main>\n</body>\n</html>\n");
    return out.toString();
  }

  private void chapter(String heading, Story.Chapter chapter) {
    element(heading, chapter.level() == Level.BROKEN ? "broken" : "at-risk", chapter.title());
    element("p", "who", words.say("ui.who", Map.of("who", chapter.who())));
    element("p", "", chapter.explanation());
    if (!chapter.steps().isEmpty()) {
      element("h3", "", words.say("ui.steps"));
      out.append("<ol>\n");
      for (Wording.Step step : chapter.steps()) {
        out.append("<li><strong>").append(escaped(step.heading())).append("</strong> <small>(");
        out.append(escaped(words.say("role." + step.who()))).append(")</small>");
        if (!step.detail().isEmpty()) {
          out.append("<br>").append(escaped(step.detail()));
        }
        if (step.link() != null && step.link().startsWith("https://")) {
          String link = escaped(step.link());
          out.append("<br><a href=\"").append(link).append("\">").append(link).append("</a>");
        }
        out.append("</li>\n");
      }
      out.append("</ol>\n");
    }
    list("ui.explains", chapter.explains());
  }

  private void tables() {
    element("h2", "", words.say("ui.checks"));
    out.append("<table>\n");
    story.verdicts().forEach(this::row);
    story.checks().forEach(this::row);
    out.append("</table>\n<details>\n");
    element("summary", "", words.say("ui.evidence"));
    out.append("<table>\n");
    for (Story.Seen seen : story.evidence()) {
      out.append("<tr><td><code>").append(escaped(seen.id())).append("</code></td><td><code>");
      out.append(escaped(seen.line())).append("</code>");
      if (!seen.transcript().isEmpty()) {
        out.append("<pre>").append(escaped(String.join("\n", seen.transcript()))).append("</pre>");
      }
      out.append("</td></tr>\n");
    }
    out.append("</table>\n</details>\n");
    element("p", "soft", story.colophon());
  }

  private void row(String name, String value) {
    out.append("<tr><td>").append(escaped(name)).append("</td><td>");
    out.append(escaped(value)).append("</td></tr>\n");
  }

  private void list(String key, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    element("h3", "", words.say(key));
    out.append("<ul>\n");
    lines.forEach(line -> element("li", "", line));
    out.append("</ul>\n");
  }

  private void element(String name, String style, String text) {
    if (text.isEmpty()) {
      return;
    }
    out.append('<').append(name);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append('>').append(escaped(text)).append("</").append(name).append(">\n");
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}

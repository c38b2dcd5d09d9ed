package org.mailmedic.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A page that needs nothing else: no script, no font, no picture from anywhere, and a policy that
/// forbids them. Light or dark as the reader's system is.
final class HtmlPage implements Page {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c2126;--paper:#fff;--soft:#5b6570;--line:#d8dde2;
      --red:#b3261e;--amber:#8a5a00;--green:#1b6e3c}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--paper:#14181c;--soft:#9aa5b0;
      --line:#333b43;--red:#ff8a80;--amber:#ffc266;--green:#7ddc9f}}
      body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
      max-width:44rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
      h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2rem}
      h3,h1~.s{font-size:1.05rem;margin:1.5rem 0 .3rem}
      .broken{color:var(--red)}.at-risk{color:var(--amber)}.fine{color:var(--green)}
      .who{font-weight:600}li{margin:.4rem 0}small,.soft{color:var(--soft)}
      pre,code{font-size:.85rem;white-space:pre-wrap;unicode-bidi:isolate}
      blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line)}
      table{border-collapse:collapse;width:100%}
      td,th{border-top:1px solid var(--line);padding:.3rem .5rem .3rem 0;vertical-align:top;
      text-align:left;font-weight:inherit}
      """;

  private final String language;
  private final StringBuilder out = new StringBuilder();
  private String title = "";
  private boolean below;

  /// @param language the tag of the texts' language
  HtmlPage(String language) {
    this.language = language;
  }

  @Override
  public void title(String text, Tone tone) {
    below = !title.isEmpty();
    if (!below) {
      title = text;
    }
    element(below ? "h2" : "h1", style(tone), text);
  }

  private static String style(Tone tone) {
    return switch (tone) {
      case PLAIN -> "";
      case FINE -> "fine";
      case AT_RISK -> "at-risk";
      case BROKEN -> "broken";
    };
  }

  @Override
  public void section(String text) {
    element(below ? "h3" : "h2", "s", text);
  }

  @Override
  public void paragraph(String text) {
    element("p", "", text);
  }

  @Override
  public void strong(String text) {
    element("p", "who", text);
  }

  @Override
  public void remark(String text) {
    element("p", "soft", text);
  }

  @Override
  public void quote(String text) {
    out.append("<blockquote>");
    code(text);
    out.append("</blockquote>\n");
  }

  @Override
  public void steps(List<Step> steps) {
    out.append("<ol>\n");
    for (Step step : steps) {
      out.append("<li><strong>").append(escaped(step.heading())).append("</strong>");
      if (step.who() != null) {
        out.append(" <small>(").append(escaped(step.who())).append(")</small>");
      }
      if (!step.detail().isEmpty()) {
        out.append("<br/>").append(lines(step.detail()));
      }
      if (step.link() != null && step.link().startsWith("https://")) {
        String link = escaped(step.link());
        out.append("<br/><a href=\"").append(link).append("\" rel=\"noreferrer\">");
        out.append(link).append("</a>");
      }
      out.append("</li>\n");
    }
    out.append("</ol>\n");
  }

  @Override
  public void list(List<String> points) {
    out.append("<ul>\n");
    points.forEach(point -> element("li", "", point));
    out.append("</ul>\n");
  }

  @Override
  public void pairs(Map<String, String> pairs) {
    out.append("<table>\n");
    pairs.forEach((name, value) -> {
      out.append("<tr><th scope=\"row\">").append(escaped(name)).append("</th><td>");
      out.append(lines(value)).append("</td></tr>\n");
    });
    out.append("</table>\n");
  }

  @Override
  public void evidence(List<Seen> evidence) {
    out.append("<table>\n");
    for (Seen seen : evidence) {
      out.append("<tr><td>");
      code(seen.id());
      out.append("</td><td>");
      code(seen.line());
      if (!seen.transcript().isEmpty()) {
        out.append("<pre>").append(escaped(String.join("\n", seen.transcript()))).append("</pre>");
      }
      out.append("</td></tr>\n");
    }
    out.append("</table>\n");
  }

  @Override
  public String finish() {
    StringBuilder page = new StringBuilder(out.length() + 3_000);
    page.append("<!DOCTYPE html>\n<html lang=\"").append(escaped(language)).append("\">\n<head>\n");
    page.append("<meta charset=\"utf-8\"/>\n<meta http-equiv=\"Content-Security-Policy\" ");
    page.append("content=\"default-src 'none'; style-src 'sha256-").append(digest(STYLE));
    page.append("'; base-uri 'none'; form-action 'none'\"/>\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    page.append("<meta name=\"referrer\" content=\"no-referrer\"/>\n");
    page.append("<title>").append(escaped(title)).append("</title>\n");
    page.append("<style>").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    return page.append(out).append("</main>\n</body>\n</html>\n").toString();
  }

  /// What the policy calls the style by.
  static String digest(String style) {
    try {
      byte[] bytes = style.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void code(String text) {
    out.append("<code>").append(escaped(text)).append("</code>");
  }

  private void element(String name, String style, String text) {
    if (text.isEmpty()) {
      return;
    }
    out.append('<').append(name);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append('>').append(lines(text)).append("</").append(name).append(">\n");
  }

  private static String lines(String text) {
    return escaped(text).replace("\n", "<br/>");
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

package org.mailmedic.protocol.bounce;

import java.util.Locale;
import java.util.Set;

/// The words of an HTML page, a line for each of its blocks; nothing of it is run or fetched.
final class HtmlLines {
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "br",
          "div",
          "tr",
          "table",
          "li",
          "ul",
          "ol",
          "h1",
          "h2",
          "h3",
          "h4",
          "hr",
          "pre",
          "td",
          "blockquote");

  private static final int MAX_ENTITY = 10;

  private final String html;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private HtmlLines(String html) {
    this.html = html;
  }

  static String of(String html) {
    return new HtmlLines(html).read();
  }

  private String read() {
    while (at < html.length() && out.length() < BounceLimits.MAX_NOTICE) {
      char c = html.charAt(at);
      if (c == '<' && at + 1 < html.length() && isTag(html.charAt(at + 1))) {
        tag();
      } else if (c == '&') {
        entity();
      } else {
        boolean space = c <= ' ' || c == 0xa0;
        if (!space) {
          out.append(c);
        } else if (!out.isEmpty() && out.charAt(out.length() - 1) > ' ') {
          out.append(' ');
        }
        at++;
      }
    }
    return out.toString();
  }

  private static boolean isTag(char c) {
    return c == '/' || c == '!' || c == '?' || Character.isLetter(c);
  }

  private void tag() {
    if (html.startsWith("<!--", at)) {
      int end = html.indexOf("-->", at);
      at = end < 0 ? html.length() : end + 3;
      return;
    }
    int end = html.indexOf('>', at);
    end = end < 0 ? html.length() : end;
    int name = at + 1;
    if (name < end && html.charAt(name) == '/') {
      name++;
    }
    int past = name;
    while (past < end && Character.isLetterOrDigit(html.charAt(past))) {
      past++;
    }
    String element = html.substring(Math.min(name, past), past).toLowerCase(Locale.ROOT);
    boolean closing = html.startsWith("</", at);
    at = Math.min(end + 1, html.length());
    if (BLOCKS.contains(element)) {
      out.append('\n');
    } else if (!closing && (element.equals("style") || element.equals("script"))) {
      int close = html.indexOf("</", at);
      at = close < 0 ? html.length() : close;
    }
  }

  private void entity() {
    int end = html.substring(at, Math.min(html.length(), at + MAX_ENTITY)).indexOf(';');
    end = end < 0 ? end : at + end;
    if (end < 0) {
      out.append('&');
      at++;
      return;
    }
    String name = html.substring(at + 1, end);
    String character =
        switch (name) {
          case "lt" -> "<";
          case "gt" -> ">";
          case "amp" -> "&";
          case "quot" -> "\"";
          case "nbsp" -> " ";
          case "apos" -> "'";
          default -> numbered(name);
        };
    out.append(character);
    at = end + 1;
  }

  private static String numbered(String name) {
    try {
      if (name.startsWith("#x")) {
        return character(Integer.parseInt(name.substring(2), 16));
      }
      return name.startsWith("#") ? character(Integer.parseInt(name.substring(1))) : " ";
    } catch (NumberFormatException e) {
      return " ";
    }
  }

  private static String character(int point) {
    return point > ' ' && Character.isValidCodePoint(point) ? Character.toString(point) : " ";
  }
}

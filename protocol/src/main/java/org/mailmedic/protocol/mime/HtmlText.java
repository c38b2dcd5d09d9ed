package org.mailmedic.protocol.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a page in a message holds, read by its tags alone; nothing of it is ever run or fetched.
///
/// @param letters how many letters and digits a reader sees
/// @param images how many images it shows
/// @param links where it leads, in their order, capped
/// @param active names of the elements that mail programs run or refuse (`script`, `form`, …)
public record HtmlText(int letters, int images, List<Link> links, List<String> active) {
  /// Links that are kept, characters of each text and target (docs/limits.md).
  public static final int MAX_LINKS = 200;

  static final int MAX_CHARACTERS = 300;

  public HtmlText {
    links = List.copyOf(links);
    active = List.copyOf(active);
  }

  /// A link.
  ///
  /// @param target as written, `&amp;` and the like undone
  /// @param text what the reader sees of it; empty for an image
  public record Link(String target, String text) {}

  /// Reads a page.
  public static HtmlText of(String html) {
    return new Reader(html).read();
  }

  private static final class Reader {
    private static final List<String> ACTIVE =
        List.of("script", "form", "iframe", "object", "embed", "applet");

    private static final List<String> BREAKS =
        List.of("br", "p", "/p", "div", "/div", "td", "/td", "tr", "li", "img");

    private final String html;
    private int letters;
    private int images;
    private final List<Link> links = new ArrayList<>();
    private final List<String> active = new ArrayList<>();
    private @Nullable String target;
    private final StringBuilder text = new StringBuilder();
    private int at;

    Reader(String html) {
      this.html = html;
    }

    HtmlText read() {
      while (at < html.length()) {
        char c = html.charAt(at);
        if (c == '<') {
          tag();
        } else {
          at++;
          seen(c);
        }
      }
      endLink();
      return new HtmlText(letters, images, links, active);
    }

    private void seen(char c) {
      if (Character.isLetterOrDigit(c)) {
        letters++;
      }
      if (target != null && text.length() < MAX_CHARACTERS) {
        text.append(c);
      }
    }

    private void tag() {
      if (html.startsWith("<!--", at)) {
        int end = html.indexOf("-->", at + 4);
        at = end < 0 ? html.length() : end + 3;
        return;
      }
      int end = html.indexOf('>', at);
      end = end < 0 ? html.length() : end;
      int name = at + 1;
      while (name < end && isName(html.charAt(name))) {
        name++;
      }
      String element = html.substring(Math.min(at + 1, name), name).toLowerCase(Locale.ROOT);
      String attributes = html.substring(name, end);
      at = Math.min(end + 1, html.length());
      element(element, attributes);
    }

    private static boolean isName(char c) {
      return Character.isLetterOrDigit(c) || c == '/' || c == '!' || c == '?';
    }

    private void element(String element, String attributes) {
      switch (element) {
        case "a" -> {
          endLink();
          target = attribute(attributes, "href");
        }
        case "/a" -> endLink();
        case "img" -> images++;
        case "style", "script" -> {
          note(element);
          int end = indexOfEnd(element);
          at = end < 0 ? html.length() : end;
        }
        default -> note(element);
      }
      if (BREAKS.contains(element) && target != null && !text.isEmpty()) {
        text.append(' ');
      }
    }

    private int indexOfEnd(String element) {
      String end = "</" + element;
      for (int i = html.indexOf("</", at); i >= 0; i = html.indexOf("</", i + 2)) {
        if (html.regionMatches(true, i, end, 0, end.length())) {
          return i;
        }
      }
      return -1;
    }

    private void note(String element) {
      if (ACTIVE.contains(element) && !active.contains(element)) {
        active.add(element);
      }
    }

    private void endLink() {
      if (target != null && links.size() < MAX_LINKS) {
        links.add(new Link(cut(plain(target).strip()), plain(text.toString()).strip()));
      }
      target = null;
      text.setLength(0);
    }

    private static String cut(String text) {
      return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
    }

    private static String plain(String text) {
      return text.replace("&nbsp;", " ")
          .replace("&#x2F;", "/")
          .replace("&#47;", "/")
          .replace("&lt;", "<")
          .replace("&gt;", ">")
          .replace("&amp;", "&");
    }

    /// The value of an attribute, quoted or not; null where it has none.
    private static @Nullable String attribute(String attributes, String name) {
      int from = 0;
      while (true) {
        int at = indexOf(attributes, name, from);
        if (at < 0) {
          return null;
        }
        int after = at + name.length();
        while (after < attributes.length() && attributes.charAt(after) <= ' ') {
          after++;
        }
        boolean begins =
            at == 0 || attributes.charAt(at - 1) <= ' ' || attributes.charAt(at - 1) == '"';
        if (begins && after < attributes.length() && attributes.charAt(after) == '=') {
          return value(attributes, after + 1);
        }
        from = at + name.length();
      }
    }

    private static int indexOf(String text, String name, int from) {
      for (int i = from; i + name.length() <= text.length(); i++) {
        if (text.regionMatches(true, i, name, 0, name.length())) {
          return i;
        }
      }
      return -1;
    }

    private static String value(String attributes, int from) {
      int start = from;
      while (start < attributes.length() && attributes.charAt(start) <= ' ') {
        start++;
      }
      if (start < attributes.length()
          && (attributes.charAt(start) == '"' || attributes.charAt(start) == '\'')) {
        int end = attributes.indexOf(attributes.charAt(start), start + 1);
        return attributes.substring(start + 1, end < 0 ? attributes.length() : end);
      }
      int end = start;
      while (end < attributes.length() && attributes.charAt(end) > ' ') {
        end++;
      }
      return attributes.substring(start, end);
    }
  }
}

package org.mailmedic.report.export;

import org.mailmedic.report.catalogue.Visible;

/// XML, written from top to bottom. Texts can't become markup, and hold no character that XML 1.0
/// forbids.
final class Xml {
  private static final int MAX_TEXT = 1_000;

  private final StringBuilder out =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private String indent = "";

  /// A line that is already XML.
  Xml raw(String line) {
    out.append(indent).append(line).append('\n');
    return this;
  }

  /// Opens an element.
  ///
  /// @param attributes as they stand behind the name, already XML; empty: none
  Xml open(String name, String attributes) {
    raw("<" + name + (attributes.isEmpty() ? "" : " " + attributes) + ">");
    indent += "  ";
    return this;
  }

  Xml open(String name) {
    return open(name, "");
  }

  Xml close(String name) {
    indent = indent.substring(2);
    return raw("</" + name + ">");
  }

  /// An element with a text.
  Xml element(String name, String text) {
    return raw("<" + name + ">" + escaped(text) + "</" + name + ">");
  }

  String finish() {
    return out.toString();
  }

  static String escaped(String text) {
    return Visible.oneLine(text, MAX_TEXT)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

package org.mailmedic.report;

/// What a report can look like.
public enum Format {
  TEXT,
  JSON,
  MARKDOWN,
  HTML;

  /// The format with this word on the command line.
  public static Format of(String word) {
    return switch (word) {
      case "json" -> JSON;
      case "markdown" -> MARKDOWN;
      case "html" -> HTML;
      default -> TEXT;
    };
  }
}

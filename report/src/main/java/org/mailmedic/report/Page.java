package org.mailmedic.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page in one format, written from top to bottom. What is told is the same in every format
/// ([DiagnosisTelling], [ExplanationTelling], [CodesTelling]); a page knows only what its parts
/// look like. Texts may hold foreign words, already made visible; they can't become markup.
interface Page {

  /// How serious a title is.
  enum Tone {
    PLAIN,
    FINE,
    AT_RISK,
    BROKEN
  }

  /// The heading of a part of the page; the first is the heading of the whole.
  void title(String text, Tone tone);

  /// A heading below the title before it.
  void section(String text);

  /// One or several lines of prose.
  void paragraph(String text);

  /// A line that should be seen first.
  void strong(String text);

  /// A line that is less important than the rest.
  void remark(String text);

  /// Another machine's own words.
  void quote(String words);

  /// Numbered steps.
  void steps(List<Step> steps);

  /// Points in no order.
  void list(List<String> points);

  /// Names, and what is said of each.
  void pairs(Map<String, String> pairs);

  /// What was seen on the wire.
  void evidence(List<Seen> evidence);

  /// The whole page. Called once, last.
  String finish();

  /// A step as it is shown.
  ///
  /// @param heading the act
  /// @param who who does it; null where it is the one who did the step before
  /// @param detail more on it; may be empty
  /// @param link words and address of a page that helps; null where there is none
  record Step(String heading, @Nullable String who, String detail, @Nullable String link) {}

  /// One piece of evidence.
  ///
  /// @param transcript what went over the wire, a line each; empty where there is none
  record Seen(String id, String line, List<String> transcript) {}
}

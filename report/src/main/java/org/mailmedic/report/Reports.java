package org.mailmedic.report;

import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.report.catalogue.Catalogue;

/// Renders diagnoses. Decides nothing.
public final class Reports {
  private Reports() {}

  /// A diagnosis in a format and language.
  public static String diagnosis(
      Diagnosis diagnosis, Format format, Catalogue catalogue, Look look) {
    Wording words = Wording.of(catalogue, diagnosis);
    return switch (format) {
      case JSON -> JsonReport.of(diagnosis, words, true);
      case TEXT -> new TextReport(diagnosis, words, look).render();
      case MARKDOWN -> new MarkdownReport(diagnosis, words).render();
      case HTML -> new HtmlReport(diagnosis, words, catalogue.language()).render();
    };
  }

  /// A diagnosis as JSON on one line.
  public static String line(Diagnosis diagnosis, Catalogue catalogue) {
    return JsonReport.of(diagnosis, Wording.of(catalogue, diagnosis), false);
  }
}

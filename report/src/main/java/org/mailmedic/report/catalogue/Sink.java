package org.mailmedic.report.catalogue;

/// Takes a text piece by piece, so that a format may treat our words and foreign values
/// differently.
public interface Sink {

  /// Words of the catalogue; numbers, dates and lengths of time too.
  void words(String words);

  /// A text that was put in, from outside, made harmless ([Visible]).
  void value(String value);
}

package org.mailmedic.protocol.spf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An SPF record as it was read (RFC 7208 section 4.6). Reading never fails: what is wrong is told,
/// and receivers drop a record with anything wrong in it.
///
/// @param text as published, its strings put together
/// @param terms those that could be read, in their order
/// @param problems what is wrong, in their order; empty for a good record
public record SpfRecord(String text, List<SpfTerm> terms, List<SpfProblem> problems) {
  private static final String VERSION = "v=spf1";

  public SpfRecord {
    terms = List.copyOf(terms);
    problems = List.copyOf(problems);
  }

  /// Whether a TXT record is an SPF record (section 4.5); others at the name are not looked at.
  public static boolean isMeant(String text) {
    return text.regionMatches(/* ignoreCase= */ true, 0, VERSION, 0, VERSION.length())
        && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
  }

  /// Those TXT records that are SPF records; more than one is an error (section 4.5).
  public static List<String> among(List<String> texts) {
    List<String> meant = new ArrayList<>(1);
    for (String text : texts) {
      if (isMeant(text)) {
        meant.add(text);
      }
    }
    return meant;
  }

  /// Reads a record.
  public static SpfRecord parse(String text) {
    return new SpfParser(text).parse();
  }

  /// Whether receivers can evaluate it.
  public boolean valid() {
    return problems.isEmpty();
  }

  /// The first `all`; null where there is none.
  public SpfTerm.@Nullable All all() {
    for (SpfTerm term : terms) {
      if (term instanceof SpfTerm.All all) {
        return all;
      }
    }
    return null;
  }

  /// The redirection; null where there is none, or where an `all` makes it void (section 6.1).
  public SpfTerm.@Nullable Redirect redirect() {
    SpfTerm.Redirect redirect = null;
    for (SpfTerm term : terms) {
      if (term instanceof SpfTerm.Redirect found) {
        redirect = found;
      } else if (term instanceof SpfTerm.All) {
        return null;
      }
    }
    return redirect;
  }

  /// Where the text for refusals is; null where there is none.
  public SpfTerm.@Nullable Explanation explanation() {
    for (SpfTerm term : terms) {
      if (term instanceof SpfTerm.Explanation explanation) {
        return explanation;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return text;
  }
}

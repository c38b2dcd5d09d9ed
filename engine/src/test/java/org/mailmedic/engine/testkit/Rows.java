package org.mailmedic.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.engine.rule.Rules;

/// Rows of the tables that say what is found in a case. Such a table is a `CsvSource` whose first
/// line names its columns; two of them are
///
/// - `near`: the ids that the row comes near to and that must not be found,
/// - `expected`: everything that must be found, `id` or `id LEVEL` or `id LEVEL subject`, then
///   perhaps `[argument=value, …]`, with `; ` between findings; nothing where it is empty.
///
/// The test of the tables reads these two columns: every cause has a row in both.
public final class Rows {
  private static final Pattern EXPECTED =
      Pattern.compile("(\\S+)(?: ([A-Z_]+))?(?: ([^\\s\\[]+))?(?: \\[(.*)])?");

  private Rows() {}

  /// Holds a row against what every rule finds in a case.
  public static void check(CaseFile file, @Nullable String near, @Nullable String expected) {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : Rules.ALL) {
      findings.addAll(rule.judge(file));
    }
    check(findings, near, expected);
  }

  /// Holds a row against findings.
  public static void check(
      List<Finding> findings, @Nullable String near, @Nullable String expected) {
    List<String> wanted = expected == null ? List.of() : List.of(expected.split("; "));
    assertThat(findings)
        .extracting(Finding::id)
        .containsExactlyInAnyOrderElementsOf(wanted.stream().map(w -> w.split(" ")[0]).toList());
    for (String one : wanted) {
      assertThat(findings).as(one).anyMatch(finding -> fits(finding, one));
    }
    if (near != null) {
      assertThat(findings).extracting(Finding::id).doesNotContain(near.split(" "));
    }
    assertThat(findings).allSatisfy(finding -> assertThat(finding.evidence()).isNotEmpty());
  }

  private static boolean fits(Finding finding, String expected) {
    Matcher parts = EXPECTED.matcher(expected);
    assertThat(parts.matches()).as(expected).isTrue();
    boolean same =
        finding.id().equals(parts.group(1))
            && (parts.group(2) == null || finding.level().name().equals(parts.group(2)))
            && (parts.group(3) == null || finding.subject().equals(parts.group(3)));
    if (same && parts.group(4) != null) {
      for (String argument : parts.group(4).split(", (?=[a-z]+=)")) {
        String[] pair = argument.split("=", 2);
        same &= pair[1].equals(String.valueOf(finding.arguments().get(pair[0])));
      }
    }
    return same;
  }
}

package org.mailmedic.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.knowledge.causes.CauseCatalogue;

/// Every cause that can be found has, in the tables of [Rows], a row in which it must be found and
/// one that comes near to it and in which it must not.
class RowsTest {
  /// Groups of `causes.yaml` whose rules are built.
  private static final Set<String> GROUPS =
      Set.of(
          "network",
          "domain",
          "dns",
          "mx",
          "inbound",
          "tls",
          "mta-sts",
          "dane",
          "dkim",
          "dmarc",
          "access",
          "submission",
          "login");

  private static final Set<String> FOUND = new TreeSet<>();
  private static final Set<String> AVOIDED = new TreeSet<>();

  static List<String> causes() {
    return CauseCatalogue.builtIn().all().stream()
        .map(cause -> cause.id())
        .filter(id -> GROUPS.contains(id.substring(0, id.indexOf('.') < 0 ? 0 : id.indexOf('.'))))
        .toList();
  }

  @BeforeAll
  static void readTheTables() throws Exception {
    for (Class<?> test : tests()) {
      for (Method method : test.getDeclaredMethods()) {
        CsvSource table = method.getAnnotation(CsvSource.class);
        if (table != null && table.useHeadersInDisplayName()) {
          read(table);
        }
      }
    }
  }

  private static List<Class<?>> tests() throws IOException, ReflectiveOperationException {
    Path root = Path.of("target", "test-classes");
    List<Class<?>> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root.resolve("org/mailmedic/engine"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.class")).toList()) {
        String name = root.relativize(file).toString().replaceAll("[/\\\\]", ".");
        tests.add(
            Class.forName(
                name.substring(0, name.length() - ".class".length()),
                false,
                RowsTest.class.getClassLoader()));
      }
    }
    return tests;
  }

  private static void read(CsvSource table) {
    List<String> lines = table.textBlock().lines().toList();
    List<String> header = cells(lines.getFirst(), table.delimiter());
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line, table.delimiter());
      assertThat(cells).as(line).hasSameSizeAs(header);
      put(AVOIDED, header, cells, "near", " ");
      put(FOUND, header, cells, "expected", "; ");
    }
  }

  private static void put(
      Set<String> ids, List<String> header, List<String> cells, String column, String separator) {
    int at = header.indexOf(column);
    if (at >= 0 && !cells.get(at).isEmpty()) {
      for (String entry : cells.get(at).split(separator)) {
        ids.add(entry.split(" ")[0]);
      }
    }
  }

  private static List<String> cells(String line, char delimiter) {
    return Stream.of(line.split("\\" + delimiter, -1)).map(String::strip).toList();
  }

  @ParameterizedTest
  @MethodSource("causes")
  void everyCauseHasARowThatFindsItAndANearMiss(String id) {
    assertThat(FOUND).as("rows that find it").contains(id);
    assertThat(AVOIDED).as("rows that come near").contains(id);
    assertThat(Rules.ALL).as("a rule").anyMatch(rule -> rule.ids().contains(id));
  }

  @ParameterizedTest
  @MethodSource("named")
  void theTablesNameNoCauseThatIsNone(String id) {
    assertThat(CauseCatalogue.builtIn().find(id)).as(id).isPresent();
  }

  static Set<String> named() {
    Set<String> all = new TreeSet<>(FOUND);
    all.addAll(AVOIDED);
    return all;
  }
}

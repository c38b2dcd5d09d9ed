package org.mailmedic.report.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.engine.cause.Check;
import org.mailmedic.engine.cause.CheckSpec;
import org.mailmedic.engine.cause.Verdict;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.Outlook;
import org.mailmedic.knowledge.causes.Role;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.knowledge.codes.ReplyCodes;
import org.mailmedic.protocol.address.InputProblem;
import org.mailmedic.report.catalogue.Catalogue;
import org.mailmedic.report.catalogue.Plural;

/// Nothing is missing, stale or different in any language (docs/texts.md).
class TextsTest {
  private static final Path ROOT = Path.of(System.getProperty("mailmedic.root"));
  private static final TextFiles FILES = read();

  /// Families of keys of which each stands for something in the program or its data.
  private static final List<String> DERIVED =
      List.of(
          "cause.",
          "finding.",
          "check.",
          "note.",
          "role.",
          "verdict.",
          "symptom.",
          "status.",
          "outlook.",
          "code.");

  /// Arguments that texts outside of causes may use without knowing that they are there.
  private static final Set<String> OPTIONAL_ELSEWHERE =
      Set.of("domain", "service", "registrar", "recipient", "provider", "nearest");

  private static TextFiles read() {
    try {
      return TextFiles.read(ROOT.resolve("report/src/main/texts"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Set<String> languages() {
    return FILES.languages().keySet();
  }

  @Test
  void allFilesCanBeRead() {
    assertThat(FILES.problems()).isEmpty();
    assertThat(languages()).contains("en", "pl");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyTextThatIsNeededIsThere(String language) {
    Set<String> missing = needed();
    missing.removeAll(FILES.languages().get(language).keySet());
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void noTextIsLeftOfSomethingThatIsNoMore(String language) {
    Set<String> needed = needed();
    Set<String> stale = new TreeSet<>();
    for (String key : FILES.languages().get(language).keySet()) {
      boolean derived = DERIVED.stream().anyMatch(key::startsWith);
      boolean extra = key.endsWith(".action") && needed.contains(key.replace(".action", ""));
      if (derived && !extra && !needed.contains(key)) {
        stale.add(key);
      }
    }
    assertThat(stale).isEmpty();
  }

  private static Set<String> needed() {
    Set<String> keys = new TreeSet<>();
    for (String id : causes()) {
      String cause = "cause." + id;
      keys.addAll(List.of(cause + ".title", cause + ".explanation", "finding." + id));
      int steps = FILES.steps().getOrDefault(id, List.of()).size();
      IntStream.rangeClosed(1, steps).forEach(n -> keys.add(cause + ".action." + n));
    }
    CheckSpec.ALL.forEach(spec -> keys.add("check." + spec.id()));
    add(keys, "note.", Attempt.Reason.values(), Attempt.Reason::id);
    add(keys, "role.", Role.values(), Role::id);
    add(keys, "verdict.", Verdict.values(), Verdict::id);
    add(keys, "symptom.", Symptom.values(), Symptom::id);
    add(keys, "status.", Check.Status.values(), Check.Status::id);
    add(keys, "outlook.", Outlook.values(), Outlook::id);
    add(keys, "", InputProblem.values(), InputProblem::id);
    ReplyCodes.builtIn().all().forEach(code -> keys.add(code.text()));
    return keys;
  }

  private static Set<String> causes() {
    return new TreeSet<>(CauseCatalogue.builtIn().ids());
  }

  private static <T> void add(Set<String> keys, String prefix, T[] all, Function<T, String> id) {
    Arrays.stream(all).forEach(each -> keys.add(prefix + id.apply(each)));
  }

  @Test
  void everyCauseHasStepsAndEveryStepACause() {
    Set<String> causes = causes();
    assertThat(FILES.arguments().keySet()).as("arguments.yaml").containsAll(causes);
    Set<String> stale = new TreeSet<>(FILES.arguments().keySet());
    stale.addAll(FILES.steps().keySet());
    stale.removeAll(causes);
    assertThat(stale).as("in arguments.yaml or actions.yaml, and no cause").containsOnly("any");
    Set<String> without = causes();
    without.removeAll(FILES.steps().keySet());
    assertThat(without).as("causes without steps in actions.yaml").isEmpty();
  }

  /// `ui.*` is what the program names; a key of it that nothing names is stale.
  @ParameterizedTest
  @MethodSource("languages")
  void theFrameHasWhatTheProgramNamesAndNothingElse(String language) throws IOException {
    Set<String> named = literals(source(), "\"(ui\\.[a-z.-]*[a-z])\"");
    Set<String> there = new TreeSet<>();
    for (String key : FILES.languages().get(language).keySet()) {
      if (key.startsWith("ui.") && !named.contains(key.replace(".detail", ""))) {
        there.add(key);
      }
    }
    assertThat(there).as("not named in the program").isEmpty();
    assertThat(FILES.languages().get(language).keySet()).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void whatIsWrongWithACallIsSaid(String language) throws IOException {
    Set<String> needed = new TreeSet<>();
    literals(source(), "new WrongCall\\(\\s*\"([a-z-]*[a-z])\"")
        .forEach(call -> needed.add("cli.error." + call));
    assertThat(needed).isNotEmpty();
    assertThat(FILES.languages().get(language).keySet()).containsAll(needed);
  }

  private static String source() throws IOException {
    return source(ROOT.resolve("report/src/main/java")) + source(ROOT.resolve("app/src/main/java"));
  }

  private static String source(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  /// The rules of a package supply all that the texts of their causes need, and nothing that no
  /// text may use; read from their source.
  @Test
  void rulesSupplyWhatTheTextsNeed() throws IOException {
    Path rules = ROOT.resolve("engine/src/main/java/org/mailmedic/engine/rule");
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    try (Stream<Path> folders = Files.list(rules)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        String source = source(folder);
        Set<String> causes = literals(source, "\"([a-z-]+\\.[a-z-]+)\"");
        causes.retainAll(causes());
        seen.addAll(causes);
        Set<String> supplied = literals(source, "(?:with|put)\\(\\s*\"([A-Za-z]+)\"");
        Set<String> unknown = new TreeSet<>(supplied);
        unknown.removeAll(FILES.arguments().get("any").keySet());
        for (String cause : causes) {
          SortedMap<String, ArgumentType> types = FILES.arguments().get(cause);
          unknown.removeAll(types.keySet());
          types.forEach((name, type) -> {
            if (!type.optional() && !supplied.contains(name)) {
              wrong.add(folder.getFileName() + ": " + cause + " lacks {" + name + "}");
            }
          });
        }
        unknown.forEach(name -> wrong.add(folder.getFileName() + ": no text uses {" + name + "}"));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).contains("mx.missing", "inbound.unreachable", "dane.blocks-delivery");
  }

  private static Set<String> literals(String source, String pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(source);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasTheSameKeysWithTheSameArguments(String language) {
    SortedMap<String, TextFiles.Message> english = FILES.languages().get("en");
    SortedMap<String, TextFiles.Message> other = FILES.languages().get(language);
    assertThat(other.keySet()).isEqualTo(english.keySet());
    List<String> different = new ArrayList<>();
    english.forEach((key, message) -> {
      Set<String> expected = names(message.parts());
      Set<String> found = names(other.get(key).parts());
      if (!found.equals(expected)) {
        different.add(other.get(key).file() + ": " + key + ": " + found + ", not " + expected);
      }
    });
    assertThat(different).isEmpty();
  }

  /// The names of all arguments; a list's count stands for the list.
  private static Set<String> names(List<Part> parts) {
    Set<String> names = new TreeSet<>();
    walk(parts, Set.of(), (name, use, sure) -> names.add(name.replaceFirst("Count$", "")));
    return names;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void textsOfACauseUseItsArgumentsInFormsThatFit(String language) {
    List<String> wrong = new ArrayList<>();
    FILES
        .languages()
        .get(language)
        .forEach((key, message) -> {
          String cause = TextCompiler.causeOf(key);
          if (!cause.isEmpty()) {
            walk(
                message.parts(),
                Set.of(),
                (name, use, sure) -> {
                  String problem = problem(cause, name, use, sure);
                  if (!problem.isEmpty()) {
                    wrong.add(message.file() + ": " + key + ": {" + name + "} " + problem);
                  }
                });
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static String problem(String cause, String name, Use use, boolean sure) {
    ArgumentType type = FILES.type(cause, name);
    if (type == null) {
      boolean count = name.endsWith("Count") && isList(cause, name.replaceFirst("Count$", ""));
      return count ? "" : "is no argument of this cause";
    }
    boolean number =
        type.kind() == ArgumentType.Kind.NUMBER || type.kind() == ArgumentType.Kind.DIGITS;
    boolean there = sure || !type.optional();
    return switch (use) {
      case SHOWN ->
          type.kind() == ArgumentType.Kind.WORD
              ? "is a word and may not be shown"
              : there ? "" : "is shown where it may be absent";
      case PLURAL -> !number ? "is no number" : there ? "" : "is counted where it may be absent";
      case CHOSEN -> "";
    };
  }

  private static boolean isList(String cause, String name) {
    ArgumentType type = FILES.type(cause, name);
    return type != null && type.kind() == ArgumentType.Kind.LIST;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void otherTextsShowOptionalArgumentsOnlyWhereTheyAreThere(String language) {
    List<String> wrong = new ArrayList<>();
    FILES
        .languages()
        .get(language)
        .forEach((key, message) -> {
          if (key.startsWith("role.") || key.contains(".error.")) {
            walk(
                message.parts(),
                Set.of(),
                (name, use, sure) -> {
                  if (use == Use.SHOWN && OPTIONAL_ELSEWHERE.contains(name) && !sure) {
                    wrong.add(key + ": {" + name + "}");
                  }
                });
          }
        });
    assertThat(wrong).isEmpty();
  }

  /// How a text uses an argument.
  private enum Use {
    SHOWN,
    CHOSEN,
    PLURAL
  }

  private interface Visitor {
    /// @param sure whether a choice around it has made sure that it is there
    void visit(String name, Use use, boolean sure);
  }

  private static void walk(List<Part> parts, Set<String> sure, Visitor visitor) {
    for (Part part : parts) {
      switch (part) {
        case Part.Text text -> {}
        case Part.ChosenNumber number -> {}
        case Part.Argument argument ->
            visitor.visit(argument.name(), Use.SHOWN, sure.contains(argument.name()));
        case Part.Select select -> {
          visitor.visit(select.name(), Use.CHOSEN, true);
          boolean absence = select.cases().containsKey("none");
          select
              .cases()
              .forEach((word, inside) -> {
                boolean there = !word.equals("none") && (absence || !word.equals("other"));
                walk(inside, there ? with(sure, select.name()) : sure, visitor);
              });
        }
        case Part.Plural plural -> {
          visitor.visit(plural.name(), Use.PLURAL, sure.contains(plural.name()));
          boolean zero = plural.cases().containsKey("=0");
          String list = plural.name().replaceFirst("Count$", "");
          plural
              .cases()
              .forEach((category, inside) -> {
                boolean some = category.equals("one") || category.equals("few") || zero;
                boolean there = some && !category.equals("=0");
                walk(inside, there ? with(sure, list) : sure, visitor);
              });
        }
      }
    }
  }

  private static Set<String> with(Set<String> names, String name) {
    Set<String> more = new HashSet<>(names);
    more.add(name);
    return more;
  }

  /// The argument for which a number is chosen, and for every word its case.
  @ParameterizedTest
  @MethodSource("languages")
  void everyTextIsWhatIcuMakesOfIt(String language) throws IOException {
    Catalogue catalogue = Catalogue.ofCompiled(language, TextCompiler.language(FILES, language));
    ULocale locale = ULocale.forLanguageTag(language);
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, TextFiles.Message> text : FILES.languages().get(language).entrySet()) {
      String key = text.getKey();
      for (Map<String, Object> arguments : combinations(key, text.getValue().parts())) {
        String ours = catalogue.text(key, arguments);
        MessageFormat icu = new MessageFormat(text.getValue().source(), locale);
        String theirs = icu.format(forIcu(catalogue, key, text.getValue().parts(), arguments));
        if (!ours.equals(theirs)) {
          different.add(key + " " + arguments + "\n  " + ours + "\n  " + theirs);
        }
      }
    }
    assertThat(different).isEmpty();
  }

  /// Each argument with each of its values, the others as they usually are; and all that may be
  /// absent absent.
  private static List<Map<String, Object>> combinations(String key, List<Part> parts) {
    Map<String, List<Object>> values = new TreeMap<>();
    walk(
        parts,
        Set.of(),
        (name, use, sure) -> {
          List<Object> more = values(TextCompiler.causeOf(key), name, use);
          String base = more.getFirst() instanceof List ? name.replaceFirst("Count$", "") : name;
          List<Object> known = values.computeIfAbsent(base, any -> new ArrayList<>());
          more.stream().filter(value -> !known.contains(value)).forEach(known::add);
        });
    Map<String, Object> usual = new HashMap<>();
    values.forEach((name, all) -> usual.put(name, all.getFirst()));
    List<Map<String, Object>> combinations = new ArrayList<>();
    combinations.add(usual);
    values.forEach((name, all) ->
        all.forEach(value -> {
          Map<String, Object> changed = new HashMap<>(usual);
          changed.put(name, value);
          combinations.add(changed);
        }));
    Map<String, Object> fewest = new HashMap<>(usual);
    String cause = TextCompiler.causeOf(key);
    fewest
        .keySet()
        .removeIf(name -> {
          ArgumentType type = cause.isEmpty() ? null : FILES.type(cause, name);
          return type != null && type.optional();
        });
    combinations.add(fewest);
    return combinations;
  }

  private static List<Object> values(String cause, String name, Use use) {
    ArgumentType type = FILES.type(cause, name);
    if (type == null && name.endsWith("Count") && isList(cause, name.replaceFirst("Count$", ""))) {
      return List.of(List.of("a"), List.of("a", "b"), List.of("a", "b", "c", "d", "e"));
    }
    if (type == null) {
      List<Object> numbers = List.of(2L, 1L, 0L, 5L, 12L, 22L, 12_345L);
      return use == Use.PLURAL ? numbers : List.of(use == Use.CHOSEN ? "other" : "<" + name + ">");
    }
    return switch (type.kind()) {
      case TEXT -> List.of("<" + name + ">");
      case NUMBER -> List.of(2L, 1L, 5L, 12L, 22L, 1_234L, 12_345L);
      case DIGITS -> List.of(25L, 465L, 12_345L);
      case DATE -> List.of(Instant.parse("2026-12-05T10:00:00Z"));
      case DURATION -> List.of(Duration.ofHours(5), Duration.ofMillis(2_500));
      case LIST -> List.of(List.of("a"), List.of("a", "b"), List.of("a", "b", "c", "d", "e"));
      case WORD -> List.copyOf(new ArrayList<Object>(type.words()));
    };
  }

  /// ICU gets what differs from its own forms as text, and an absent argument as the word `none`.
  private static Map<String, Object> forIcu(
      Catalogue catalogue, String key, List<Part> parts, Map<String, Object> arguments)
      throws IOException {
    Map<String, Object> ready = new HashMap<>();
    for (String name : names(parts)) {
      Object value = arguments.get(name);
      boolean list = value instanceof List;
      if (list || value == null) {
        ready.put(name + "Count", value instanceof List<?> all ? all.size() : 0);
      }
      ArgumentType type = FILES.type(TextCompiler.causeOf(key), name);
      boolean digits = type != null && type.kind() == ArgumentType.Kind.DIGITS;
      if (value == null) {
        ready.put(name, "none");
      } else if (digits) {
        ready.put(name, value.toString());
      } else if (value instanceof Number) {
        ready.put(name, value);
      } else {
        ready.put(name, shown(catalogue, value));
      }
    }
    return ready;
  }

  private static String shown(Catalogue catalogue, Object value) throws IOException {
    TextFiles one =
        new TextFiles(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
    TreeMap<String, TextFiles.Message> texts =
        new TreeMap<>(FILES.languages().get(catalogue.language()));
    texts.keySet().removeIf(key -> !key.startsWith("language."));
    texts.put("x", new TextFiles.Message("", "{x}", List.of(new Part.Argument("x"))));
    one.languages().put(catalogue.language(), texts);
    byte[] compiled = TextCompiler.language(one, catalogue.language());
    return Catalogue.ofCompiled(catalogue.language(), compiled).text("x", "x", value);
  }

  /// A plural that shows its number and lacks one of the language's categories would take the form
  /// of `other` for it.
  @ParameterizedTest
  @MethodSource("languages")
  void pluralsThatShowTheirNumberHaveEveryCategoryOfTheLanguage(String language) {
    Set<String> categories = new TreeSet<>();
    for (long n = 0; n < 200; n++) {
      categories.add(Plural.of(language, n).name().toLowerCase(java.util.Locale.ROOT));
    }
    List<String> wrong = new ArrayList<>();
    FILES
        .languages()
        .get(language)
        .forEach((key, message) -> {
          for (Part.Plural plural : plurals(message.parts())) {
            boolean shown = plural.cases().values().toString().contains("ChosenNumber");
            if (shown && !plural.cases().keySet().containsAll(categories)) {
              wrong.add(key + ": {" + plural.name() + ", plural} has " + plural.cases().keySet());
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static List<Part.Plural> plurals(List<Part> parts) {
    List<Part.Plural> found = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Plural plural) {
        found.add(plural);
        plural.cases().values().forEach(inside -> found.addAll(plurals(inside)));
      } else if (part instanceof Part.Select select) {
        select.cases().values().forEach(inside -> found.addAll(plurals(inside)));
      }
    }
    return found;
  }

  /// Titles are read at a glance (design: wording).
  @ParameterizedTest
  @MethodSource("languages")
  void titlesAreShortAndBlameNobody(String language) {
    List<String> wrong = new ArrayList<>();
    FILES
        .languages()
        .get(language)
        .forEach((key, message) -> {
          if (key.matches("cause\\..*\\.title")) {
            String title = message.source().replaceAll("\\{[^{}]*\\}", "X");
            if (title.contains("!") || title.matches("(?i).*\\b(error|failed|invalid|błąd)\\b.*")) {
              wrong.add(key + ": " + title);
            }
          }
        });
    assertThat(wrong).isEmpty();
  }
}

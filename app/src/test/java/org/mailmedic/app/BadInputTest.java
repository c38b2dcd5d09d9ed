package org.mailmedic.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A wrong call: one line on standard error that says what and what to do, status 2, nothing else.
class BadInputTest {
  /// A resolver that refuses at once: nothing here gets as far as needing one.
  private static final String[] NO_NETWORK = {"--resolver", "127.0.0.1:1", "--timeout", "2s"};

  @TempDir static Path folder;

  record Row(String what, String contains, String... arguments) {
    @Override
    public String toString() {
      return what;
    }
  }

  static final List<Row> CALLS =
      List.of(
          new Row("nothing", "Which command"),
          new Row("unknown command", "Did you mean “diagnose”", "diagnos", "example.com"),
          new Row("unknown option", "Did you mean --format", "diagnose", "a.b", "--fromat", "json"),
          new Row("no subject", "needs to know what", "diagnose"),
          new Row("two subjects", "one too many", "diagnose", "a.example", "b.example"),
          new Row("empty subject", "", "diagnose", ""),
          new Row("missing value", "needs a value", "diagnose", "a.example", "--timeout"),
          new Row("wrong word", "Give one of", "diagnose", "a.example", "--format", "pdf"),
          new Row("no duration", "--timeout", "diagnose", "a.example", "--timeout", "soon"),
          new Row("zero duration", "--timeout", "diagnose", "a.example", "--timeout", "0s"),
          new Row("resolver by name", "--resolver", "diagnose", "a.example", "--resolver", "dns"),
          new Row("port too high", "--resolver", "diagnose", "a.b", "--resolver", "1.1.1.1:99999"),
          new Row("unknown service", "no mail service", "diagnose", "a.example", "--provider", "x"),
          new Row("no address", "is no IP address", "diagnose", "a.b", "--sending-ip", "300.1.1.1"),
          new Row("no list", "scan domains.txt", "scan"),
          new Row("no CA file", "no such file", "diagnose", "a.example", "--ca-file", "/nowhere"),
          new Row("empty reply", "nothing to explain", "explain", ""),
          new Row("no code", "is no reply code", "codes", "hello"),
          new Row("code out of range", "is no reply code", "codes", "999"),
          new Row("later command", "not there yet", "serve"));

  @ParameterizedTest
  @FieldSource("CALLS")
  void call(Row row) {
    refused(row.contains(), Called.with(row.arguments()));
  }

  static Stream<Row> subjects() {
    return Stream.of(
        new Row("bell", "", "anna\u0007@example.com"),
        new Row("escape", "", "anna\u001b[2J@example.com"),
        new Row("CR LF", "", "anna@example.com\r\nRCPT TO:<b@example.com>"),
        new Row("line feed", "", "anna\n@example.com"),
        new Row("NUL", "", "anna\0@example.com"),
        new Row("override of direction", "", "anna\u202e@example.com"),
        new Row("10 kB", "", "a".repeat(10_240) + "@example.com"),
        new Row("10 kB of domain", "", "anna@" + "a.".repeat(5_120) + "com"),
        new Row("long local part", "", "a".repeat(65) + "@example.com"),
        new Row("long label", "", "anna@" + "a".repeat(64) + ".example"),
        new Row("two at signs", "two @", "anna@@example.com"),
        new Row("no local part", "", "@example.com"),
        new Row("no domain", "", "anna@"),
        new Row("dots", "", "anna..b@example.com"),
        new Row("space", "", "an na@example.com"),
        new Row("unclosed quote", "", "\"anna@example.com"),
        new Row("bad punycode", "", "anna@xn--\u00fc.example"),
        new Row("mixed up IDN", "", "anna@\u200b.example"),
        new Row("lone surrogate", "", "anna\ud800@example.com"),
        new Row("address literal", "", "anna@[192.0.2.1]"),
        new Row("URL", "", "https://example.com/a?b"));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void subject(Row row) {
    String subject = row.arguments()[0];
    refused(row.contains(), Called.with(arguments("diagnose", subject)));
  }

  @Test
  void badLinesAreNamedAndTheOthersDone() {
    String input =
        "\ufeffgood.example # shop\r\n\n# a remark\nanna@@example.com\nanna\u0007@example.com\n";
    Called called = Called.with(input, Map.of(), arguments("scan", "-"));
    assertThat(called.status()).isEqualTo(1);
    assertThat(called.err().lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("mailmedic: line 4: ").contains("two @"),
            second -> assertThat(second).startsWith("mailmedic: line 5: "));
    assertThat(called.out().lines())
        .satisfiesExactly(
            good -> assertThat(good).contains("\"domain\":\"good.example\"", "\"verdict\""),
            bad -> assertThat(bad).contains("\"line\":4", "\"error\":\""),
            bad -> assertThat(bad).contains("\"line\":5", "\"input\":\"anna\\\\x07@example.com"));
  }

  static Stream<String> accepted() {
    return Stream.of(
        "anna@example.com",
        "  ANNA@EXAMPLE.COM ",
        "mailto:anna@example.com",
        "\"anna b\"@example.com",
        "anna@b\u00fccher.example",
        "za\u017c\u00f3\u0142\u0107@example.com",
        "faß.example",
        "xn--bcher-kva.example");
  }

  /// Odd, and none the less something to be diagnosed.
  @ParameterizedTest
  @MethodSource("accepted")
  void subjectThatWillDo(String subject) {
    Called called = Called.with(arguments("diagnose", subject, "--format", "json"));
    assertThat(called.status()).as(called.err()).isEqualTo(3);
    assertThat(called.err()).isEmpty();
    assertThat(called.out()).startsWith("{\n  \"schema\": \"mailmedic.diagnosis/v1\"");
  }

  record BadFile(String what, byte[] bytes, String contains) {
    @Override
    public String toString() {
      return what;
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bomb() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String before = "*a" + (i - 1) + ", ";
      yaml.append("a" + i + ": &a" + i + " [" + before.repeat(9) + "*a" + (i - 1) + "]\n");
    }
    return utf8(yaml.toString());
  }

  static Stream<BadFile> configurations() {
    return Stream.of(
        new BadFile("unknown key", utf8("resolvr: 127.0.0.1\n"), "Did you mean “resolver”"),
        new BadFile("unknown key below", utf8("ports: {smpt: 25}\n"), "“ports.smtp”"),
        new BadFile("wrong type", utf8("allowPrivate: perhaps\n"), "“allowPrivate”"),
        new BadFile("port", utf8("ports: {smtp: 99999}\n"), "“ports.smtp”"),
        new BadFile("URL", utf8("rdap: {servers: {test: 'gopher://x'}}\n"), "“rdap.servers.test”"),
        new BadFile("list", utf8("- a\n- b\n"), "should consist of lines"),
        new BadFile("word", utf8("hello\n"), "should consist of lines"),
        new BadFile("twice", utf8("language: pl\nlanguage: en\n"), "is no YAML at line"),
        new BadFile("no YAML", utf8("a: [1, 2\n: : :\n"), "is no YAML at line"),
        new BadFile("tag", utf8("language: !!java.io.File [x]\n"), ""),
        new BadFile("aliases", bomb(), "is no YAML at line"),
        new BadFile("deep", utf8("a: " + "[".repeat(100_000)), "is no YAML at line"),
        new BadFile("key of itself", utf8("&a ? *a : b\n"), ""),
        new BadFile("not UTF-8", new byte[] {'a', ':', ' ', (byte) 0xff, '\n'}, "is no YAML"),
        new BadFile("binary", new byte[] {0, 1, 2, 3, 0x7f, (byte) 0x80}, "is no YAML"),
        new BadFile("huge", new byte[2 << 20], "too big"),
        new BadFile("missing anchors", utf8("trustAnchors: nowhere.ds\n"), "nowhere.ds"),
        new BadFile("missing profile", utf8("providers: [nowhere.yaml]\n"), "nowhere.yaml"),
        new BadFile("missing CA", utf8("caFile: nowhere.pem\n"), "nowhere.pem"));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void configuration(BadFile bad) throws IOException {
    Path file = Files.write(folder.resolve("config.yaml"), bad.bytes());
    refused(
        bad.contains(),
        Called.with(arguments("diagnose", "a.example", "--config", file.toString())));
  }

  @Test
  void emptyConfigurationIsNone() throws IOException {
    Path file = Files.write(folder.resolve("empty.yaml"), new byte[0]);
    assertThat(
            Called.with(arguments("diagnose", "a.example", "--config", file.toString())).status())
        .isEqualTo(3);
  }

  static Stream<BadFile> caseFiles() {
    return Stream.of(
        new BadFile("empty", new byte[0], ""),
        new BadFile("binary", new byte[] {0, 1, 2, (byte) 0xff}, "no case file"),
        new BadFile("other JSON", utf8("{\"a\": 1}"), "no case file"),
        new BadFile("array", utf8("[1]"), "no case file"),
        new BadFile("deep", utf8("[".repeat(100_000)), "no case file"),
        new BadFile("half", utf8("{\"schema\": \"mailmedic.case/v1\", \"compl"), "no case file"));
  }

  @ParameterizedTest
  @MethodSource("caseFiles")
  void caseFile(BadFile bad) throws IOException {
    Path file = Files.write(folder.resolve("case.json"), bad.bytes());
    refused(bad.contains(), Called.with("diagnose", "--replay", file.toString()));
  }

  static Stream<Row> files() {
    return Stream.of(
        new Row("replay", "", "diagnose", "--replay"),
        new Row("scan", "", "scan"),
        new Row("configuration", "", "diagnose", "a.example", "--config"),
        new Row("what came back", "", "diagnose", "a.example", "--bounce"),
        new Row("certificates", "", "diagnose", "a.example", "--ca-file"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void fileThatIsNone(Row row) {
    for (String path : List.of(folder.toString(), folder + "/missing", "/\0")) {
      List<String> arguments = new ArrayList<>(List.of(row.arguments()));
      arguments.add(path);
      arguments.addAll(List.of(NO_NETWORK));
      refused("", Called.with(arguments.toArray(String[]::new)));
    }
  }

  /// What never ends is refused like what is too big, and a list of NUL bytes is none.
  @ParameterizedTest
  @MethodSource("files")
  @Timeout(20)
  void fileThatNeverEnds(Row row) {
    Path endless = Path.of("/dev/zero");
    assumeTrue(Files.exists(endless), "this system has no /dev/zero");
    List<String> arguments = new ArrayList<>(List.of(row.arguments()));
    arguments.add(endless.toString());
    arguments.addAll(List.of(NO_NETWORK));
    refused("", Called.with(arguments.toArray(String[]::new)));
  }

  /// Not every binary file has a NUL; a coloured log and Japanese mail have escapes.
  @Test
  void bytesWithoutMeaningAreNoText() throws IOException {
    byte[] bytes = new byte[255];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i + 1);
    }
    Path binary = Files.write(folder.resolve("binary.eml"), bytes);
    refused("holds no text", Called.with("explain", binary.toString()));
    Path log =
        Files.writeString(folder.resolve("log.txt"), "\u001b[31m550 5.1.1 User unknown\u001b[0m\n");
    assertThat(Called.with("explain", log.toString()).status()).isZero();
  }

  @Test
  void ofAListWithBytesInItTheLinesBeforeAreDone() {
    Called called = Called.with("a@b@c\nx.example\0\n", Map.of(), arguments("scan", "-"));
    assertThat(called.status()).isEqualTo(2);
    assertThat(called.out().lines()).singleElement().asString().contains("\"line\":1");
    assertThat(called.err()).contains("line 1: ").contains("- is no list");
  }

  @Test
  void aListWithNothingInItIsSaidToBeOne() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "\n# later\n");
    Called called = Called.with(arguments("scan", list.toString()));
    assertThat(called.status()).isZero();
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).contains("list.txt has nothing to look at").hasLineCount(1);
  }

  static Stream<Row> polish() {
    return Stream.of(
        new Row("command", "Nie ma polecenia", "diagnos"),
        new Row("option", "Nie ma opcji", "diagnose", "--fromat"),
        new Row("address", "Są tu dwa znaki @", "diagnose", "a@@b.example"),
        new Row("case file", "nie jest czytelnym zapisem", "diagnose", "--replay", "/dev/null"),
        new Row(
            "certificates", "z\u00a0certyfikatami", "diagnose", "a.b", "--ca-file", "/dev/null"),
        new Row("word", "Podaj jedną z", "diagnose", "a.example", "--format", "pdf"));
  }

  /// What is wrong is said in the language that was asked for, wherever that was done.
  @ParameterizedTest
  @MethodSource("polish")
  void inTheReadersLanguage(Row row) throws IOException {
    Path home = Files.createDirectories(folder.resolve("home/mailmedic")).getParent();
    Path config = Files.writeString(home.resolve("mailmedic/config.yaml"), "language: pl\n");
    List<String> option = new ArrayList<>(List.of(row.arguments()));
    option.add("--lang=pl");
    List<String> file = new ArrayList<>(List.of("--config", config.toString()));
    file.addAll(List.of(row.arguments()));
    refused(row.contains(), Called.with(option.toArray(String[]::new)));
    refused(row.contains(), Called.with(file.toArray(String[]::new)));
    for (String name : List.of("XDG_CONFIG_HOME", "MAILMEDIC_CONFIG")) {
      String place = (name.startsWith("XDG") ? home : config).toString();
      refused(row.contains(), Called.with("", Map.of(name, place), row.arguments()));
    }
  }

  @Test
  void whatIsWrongWithAConfigurationIsSaidInTheLanguageThatItNames() throws IOException {
    Path config = Files.writeString(folder.resolve("wrong.yaml"), "language: pl\ntimeot: 3s\n");
    refused(
        "nie jest kluczem konfiguracji",
        Called.with("diagnose", "a.example", "--config", config.toString()));
    assertThat(Called.with("--help", "--config", config.toString()).out()).contains("Opcje");
  }

  private static String[] arguments(String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of(NO_NETWORK)).toArray(String[]::new);
  }

  private static void refused(String contains, Called called) {
    assertThat(called.status()).as(called.out() + called.err()).isEqualTo(2);
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).startsWith("mailmedic: ").endsWith("\n").contains(contains);
    String line = called.err().substring(0, called.err().length() - 1);
    assertThat(line.codePoints().noneMatch(c -> Character.getType(c) == Character.CONTROL))
        .isTrue();
    assertThat(line).hasSizeLessThan(700);
  }
}

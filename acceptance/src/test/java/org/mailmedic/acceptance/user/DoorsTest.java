package org.mailmedic.acceptance.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.acceptance.user.Program.Called;
import org.mailmedic.acceptance.user.Program.Running;

/// The ways into the program and out of it, as a user and a user's scripts take them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTest {
  private static final String MAILMEDIC = Program.root().resolve("mailmedic").toString();
  private static final String BUILDING =
      "mailmedic: building (only at the first call, about a minute) …\n";
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  private static final long MOST_HEAP = 256L << 20;

  private Path folder;
  private ProjectCopy copy;
  private List<String> before;
  private List<Running> firstCalls;

  @BeforeAll
  void beginTwoFirstCalls(@TempDir Path ours) throws IOException {
    folder = ours;
    Program.mailmedic("--version").run();
    if (System.getenv("MAILMEDIC_FAST") == null) {
      copy = ProjectCopy.in(folder);
      before = copy.files();
      firstCalls =
          List.of(copy.mailmedic("--version").start(), copy.mailmedic("--version").start());
    }
  }

  @AfterAll
  void remove() {
    if (copy != null) {
      firstCalls.forEach(call -> call.process().destroyForcibly());
      copy.remove();
    }
  }

  @Test
  void neitherHomeNorACertainFolderIsNeeded() {
    Called called = Program.mailmedic("--version").bare().in(Path.of("/")).run();
    assertThat(called.status()).as(called.story()).isZero();
    assertThat(called.out()).startsWith("mailmedic ");
    assertThat(called.err()).isEmpty();
  }

  @Test
  void itIsFoundThroughALinkOnThePath() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("mailmedic"), Path.of(MAILMEDIC));
    Called called =
        Program.shell("PATH=\"$1:$PATH\"; cd /tmp; exec mailmedic --version", bin.toString()).run();
    assertThat(called.out()).as(called.story()).startsWith("mailmedic ");
    assertThat(called.err()).isEmpty();
  }

  /// Two first calls at once, from a folder that cannot be written and has spaces in its name, by
  /// somebody without rights and without a home, from another folder: one builds, the other waits,
  /// both do what they were asked; the next one is silent and builds nothing.
  @Test
  void theFirstCallBuildsElsewhereWhereItMustAndOnlyOnce() throws IOException {
    assumeTrue(copy != null, "left out by ./test --fast");
    List<Called> both = firstCalls.stream().map(Running::end).toList();
    for (Called called : both) {
      assertThat(called.status()).as(called.story()).isZero();
      assertThat(called.out()).startsWith("mailmedic ").hasLineCount(1);
    }
    assertThat(both.stream().map(Called::err)).containsExactlyInAnyOrder(BUILDING, "");
    Called next = copy.mailmedic("explain", "550 5.1.1 User unknown").run();
    assertThat(next.status()).as(next.story()).isZero();
    assertThat(next.err()).isEmpty();
    assertThat(copy.files()).isEqualTo(before);
  }

  static Stream<List<String>> files() {
    return Stream.of(
        List.of("diagnose", "a.example", "--bounce"),
        List.of("diagnose", "--replay"),
        List.of("diagnose", "a.example", "--ca-file"),
        List.of("codes", "--config"),
        List.of("explain"),
        List.of("explain", "--lines"),
        List.of("scan"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileWithoutPermissionIsNamed(List<String> call) throws IOException {
    assumeTrue(copy != null, "left out by ./test --fast");
    firstCalls.forEach(first -> first.process().onExit().join());
    Path file = folder.resolve("secret.txt");
    Files.deleteIfExists(file);
    Files.writeString(file, "x\n");
    Program.shell("chmod 000 \"$1\"", file.toString()).run();
    List<String> arguments = new ArrayList<>(call);
    arguments.add(file.toString());
    refused(copy.mailmedic(arguments.toArray(String[]::new)).run(), "secret.txt can’t be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"codes", "codes --format json", "codes --format html", "demo --list"})
  void aReaderThatGoesAwayIsNoTrouble(String call) {
    Called called =
        Program.shell(
                "{ \"$1\" " + call + "; echo status $? >&2; } | head -n 1 | head -c 20", MAILMEDIC)
            .run();
    assertThat(called.out()).isNotBlank();
    assertThat(called.err()).isEqualTo("status 0\n");
  }

  @Test
  void aScanEndsWhenNobodyReadsItAnyMore() throws IOException {
    Path list = Files.writeString(folder.resolve("list.txt"), "a@b@c\n".repeat(20_000));
    Called called =
        Program.shell("\"$1\" scan \"$2\" 2>/dev/null | head -n 1", MAILMEDIC, list.toString())
            .run();
    assertThat(called.out()).as(called.story()).startsWith("{\"schema\"").hasLineCount(1);
    assertThat(called.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {">/dev/full", ">&-"})
  void anOutputThatCannotBeWrittenIsSaid(String where) {
    Called called = Program.shell("exec \"$1\" codes 550 " + where, MAILMEDIC).run();
    refused(called, "The output can’t be written");
  }

  @Test
  void aFullStandardErrorChangesNothing() {
    Called called = Program.shell("exec \"$1\" explain '550 5.1.1 x' 2>/dev/full", MAILMEDIC).run();
    assertThat(called.status()).as(called.story()).isZero();
    assertThat(called.out()).isNotBlank();
  }

  /// A resolver that hears everything and says nothing.
  private static DatagramSocket silence() throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void heard(DatagramSocket socket) throws IOException {
    socket.receive(new DatagramPacket(new byte[2_000], 2_000));
  }

  private static String[] waiting(DatagramSocket resolver) {
    // A signal that the one who runs the tests ignores would be ignored by the program too.
    return new String[] {
      "/usr/bin/env",
      "--default-signal=INT",
      MAILMEDIC,
      "diagnose",
      "example.com",
      "--resolver",
      "127.0.0.1:" + resolver.getLocalPort()
    };
  }

  @Test
  void anInterruptEndsItAtOnce() throws IOException {
    try (DatagramSocket resolver = silence()) {
      Running running = Program.command(waiting(resolver)).start();
      heard(resolver);
      long sent = System.nanoTime();
      Program.command("kill", "-INT", String.valueOf(running.process().pid())).run();
      Called called = running.end();
      assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(AT_ONCE);
      assertThat(called.status()).isEqualTo(130);
      assertThat(called.out()).isEmpty();
      assertThat(called.err()).isEmpty();
    }
  }

  @Test
  void anInterruptLeavesTheTerminalTidy() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1) here");
    Path seen = folder.resolve("typescript");
    try (DatagramSocket resolver = silence()) {
      String call = String.join(" ", waiting(resolver));
      Process terminal =
          new ProcessBuilder("/usr/bin/script", "-qfec", call, seen.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("screen").toFile())
              .start();
      heard(resolver);
      try (OutputStream keyboard = terminal.getOutputStream()) {
        keyboard.write(3); // Ctrl-C
        keyboard.flush();
        assertThat(terminal.waitFor()).isEqualTo(130);
      }
    }
    String text = Files.readString(seen, StandardCharsets.UTF_8);
    String typed = text.substring(0, text.lastIndexOf("\nScript done"));
    assertThat(typed).contains("… ").endsWith("\r\u001b[K");
  }

  @Test
  void itsHeapIsSmallWhateverTheMachineHas() {
    Called called =
        Program.mailmedic("--version").with("JAVA_TOOL_OPTIONS", "-XX:+PrintFlagsFinal").run();
    String line =
        called
            .out()
            .lines()
            .filter(each -> each.contains(" MaxHeapSize "))
            .findFirst()
            .orElseThrow();
    long bytes = Long.parseLong(line.replaceAll(".*= *([0-9]+).*", "$1"));
    assertThat(bytes).isLessThanOrEqualTo(MOST_HEAP);
  }

  static Stream<String> subjects() {
    return Stream.of(
        "anna@example.com\\r\\nRCPT TO:<b@example.com>",
        "anna@example.com\\n",
        "\\033[2Janna@example.com",
        "anna\\007@example.com",
        "anna\\377@example.com",
        "\\377\\376",
        "anna@ex\\303mple.example",
        "anna\\342\\200\\256@example.com",
        "",
        "%010240d@example.com",
        "anna@%0100000d.example");
  }

  /// Bytes as only a shell gives them, the ones among them that are no UTF-8.
  @ParameterizedTest
  @MethodSource("subjects")
  void aSubjectThatIsNoneIsRefusedInOneLine(String bytes) {
    String script = "exec \"$1\" diagnose \"$(printf '" + bytes + "' 0; echo x)\" --timeout 1s";
    String exact = script.replace("; echo x)\"", ")\"");
    // What the shell would cut off at the end stays where something follows it.
    Called called =
        Program.shell(bytes.endsWith("\\n") ? script : exact, MAILMEDIC).with("LC_ALL", "C").run();
    refused(called, "");
  }

  @Test
  void lettersArriveWhateverTheLocaleSays() {
    Called called =
        Program.mailmedic(
                "diagnose",
                "anna@b\u00fccher.example",
                "--resolver",
                "127.0.0.1:1",
                "--timeout",
                "2s",
                "--format",
                "json")
            .with("LC_ALL", "C")
            .run();
    assertThat(JsonForms.diagnosis(called.out()).path("subject").path("domain").asString())
        .isEqualTo("xn--bcher-kva.example");
    assertThat(called.status()).isEqualTo(3);
  }

  @Test
  void whatIsWrongIsSaidInTheLanguageOfTheShell() {
    refused(Program.mailmedic("diagnos").with("LANG", "pl_PL.UTF-8").run(), "Nie ma polecenia");
  }

  private static void refused(Called called, String contains) {
    assertThat(called.status()).as(called.story()).isEqualTo(2);
    assertThat(called.out()).as(called.story()).isEmpty();
    assertThat(called.err()).startsWith("mailmedic: ").contains(contains).hasLineCount(1);
    assertThat(called.err().strip().codePoints().noneMatch(Character::isISOControl)).isTrue();
  }
}

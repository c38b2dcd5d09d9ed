package org.mailmedic.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnoseTest {
  @TempDir Path folder;

  private Called offline(String... more) {
    return Called.with(
        "",
        Map.of(),
        Stream.concat(
                Stream.of(
                    "diagnose", "anna@example.com", "--resolver", "127.0.0.1:1", "--timeout", "2s"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown", "html"})
  void aReplayedDiagnosisIsTheSameByteForByte(String format) {
    String file = folder.resolve("case.json").toString();
    Called live =
        offline("--record", file, "--format", format, "--error", "550 5.1.1 No such user");
    Called replayed = Called.with("diagnose", "--replay", file, "--format", format);
    assertThat(replayed).isEqualTo(live);
    assertThat(live.out()).isNotEmpty();
    String again = folder.resolve("again.json").toString();
    Called.with("diagnose", "--replay", file, "--record", again);
    assertThat(Path.of(again)).hasSameBinaryContentAs(Path.of(file));
  }

  @Test
  void withoutAnyNetworkNobodyIsBlamed() {
    Called called = offline("--format", "json");
    assertThat(called.status()).isEqualTo(ExitStatus.INCONCLUSIVE);
    assertThat(called.out()).contains("\"network.offline\"", "\"receive\": \"unknown\"");
  }

  @Test
  void optionsOfLaterAreShownAsSkipped() {
    Called called =
        offline(
            "--format",
            "json",
            "--imap",
            "imap.example.com:993",
            "--pop",
            "pop.example.com",
            "--smtp",
            "smtp.example.com",
            "--username",
            "anna",
            "--security",
            "tls",
            "--webmail",
            "works",
            "--deep",
            "--sending-ip",
            "192.0.2.1",
            "--recipient",
            "b@example.net");
    assertThat(called.status()).isEqualTo(ExitStatus.INCONCLUSIVE);
    for (String check : List.of("delivery.test", "account.state", "sending.reputation")) {
      assertThat(called.out())
          .containsPattern("\"id\": \"" + check + "\",\\s*\"status\": \"skipped\"");
    }
  }

  @Test
  void aCaseFileThatCantBeWrittenIsSaidBeforeAnythingIsLookedAt() {
    Called called = offline("--record", folder + "/none/case.json");
    assertThat(called.status()).isEqualTo(ExitStatus.WRONG_CALL);
    assertThat(called.err()).contains("can’t be written");
  }

  @Test
  void theConfigurationIsFoundWhereItShouldBe() throws Exception {
    Path home =
        Files.createDirectories(folder.resolve("home/.config/mailmedic")).getParent().getParent();
    Files.writeString(
        home.resolve(".config/mailmedic/config.yaml"),
        "language: pl\nresolver: '127.0.0.1:1'\ntimeout: 2s\n");
    Path other = Files.writeString(folder.resolve("other.yaml"), "resolver: ['127.0.0.1:1']\n");
    String polish = "Kto";
    assertThat(called(Map.of("HOME", home.toString())).out()).contains(polish);
    assertThat(called(Map.of("XDG_CONFIG_HOME", home + "/.config")).out()).contains(polish);
    assertThat(called(Map.of("HOME", home.toString(), "MAILMEDIC_CONFIG", other.toString())).out())
        .doesNotContain(polish);
    assertThat(called(Map.of("HOME", home.toString()), "--lang", "en").out())
        .doesNotContain(polish);
  }

  private static Called called(Map<String, String> environment, String... more) {
    return Called.with(
        "",
        environment,
        Stream.concat(Stream.of("diagnose", "example.com"), Stream.of(more))
            .toArray(String[]::new));
  }
}

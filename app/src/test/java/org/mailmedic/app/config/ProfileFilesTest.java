package org.mailmedic.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmedic.app.cli.WrongCall;

class ProfileFilesTest {
  @TempDir private Path folder;

  private WrongCall wrong(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("acme.yaml"), yaml);
    return catchThrowableOfType(WrongCall.class, () -> ProfileFiles.read(List.of(file)));
  }

  @Test
  void aMistypedKeyIsNamedWithTheNearest() throws IOException {
    WrongCall wrong = wrong("id: acme\nredirectOnyl: [a.test]\n");
    assertThat(wrong.key()).isEqualTo("profile-key");
    assertThat(wrong.arguments())
        .containsEntry("key", "redirectOnyl")
        .containsEntry("nearest", "redirectOnly")
        .containsEntry("file", folder.resolve("acme.yaml").toString());
  }

  @Test
  void aMistypedKeyInsideIsNamedWithItsPlace() throws IOException {
    assertThat(wrong("id: acme\nimap: [{host: a.test, prot: 993, security: tls}]\n").arguments())
        .containsEntry("key", "imap[0].prot")
        .containsEntry("nearest", "imap[0].port");
  }

  @Test
  void aValueThatCantBeUsedIsNamed() throws IOException {
    WrongCall wrong = wrong("id: acme\nimap: [{host: a.test, port: many, security: tls}]\n");
    assertThat(wrong.key()).isEqualTo("profile-value");
    assertThat(wrong.arguments()).containsEntry("key", "imap[0].port");
  }

  @Test
  void aMissingFileIsNamed() {
    WrongCall wrong =
        catchThrowableOfType(
            WrongCall.class, () -> ProfileFiles.read(List.of(folder.resolve("none.yaml"))));
    assertThat(wrong.key()).isEqualTo("file-missing");
  }
}

package org.mailmedic.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static final class Failing extends OutputStream {
    private final String reason;

    Failing(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(int one) throws IOException {
      throw new IOException(reason);
    }
  }

  private static Called calledWith(String reason, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Mailmedic.run(
            new Surroundings(
                Map.of(),
                "",
                false,
                false,
                false,
                new ByteArrayInputStream(new byte[0]),
                new Output(new Failing(reason)),
                new Output(err)),
            arguments);
    return new Called(status, "", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aReaderThatGoesAwayIsNoTrouble() {
    assertThat(calledWith("Broken pipe", "codes")).isEqualTo(new Called(0, "", ""));
  }

  @Test
  void aFullDiskIsSaid() {
    Called called = calledWith("No space left on device", "codes", "550");
    assertThat(called.status()).isEqualTo(2);
    assertThat(called.err())
        .isEqualTo(
            "mailmedic: The output can’t be written (No space left on device). Make room, or send"
                + " it somewhere else.\n");
  }
}

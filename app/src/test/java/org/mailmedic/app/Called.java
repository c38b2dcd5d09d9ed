package org.mailmedic.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a call of the program printed and how it ended.
record Called(int status, String out, String err) {

  /// Calls it in this process, without terminal and with nothing on standard input.
  static Called with(String... arguments) {
    return with("", Map.of(), arguments);
  }

  static Called with(String input, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Mailmedic.run(
            new Surroundings(
                environment,
                "en_US.UTF-8",
                false,
                false,
                false,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new Output(out),
                new Output(err)),
            arguments);
    return new Called(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}

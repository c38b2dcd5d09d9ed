package org.mailmedic.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the fuzzer found stays found.
class FuzzCorpusTest {
  record Input(String target, Path file) {
    @Override
    public String toString() {
      return target + " " + file.getFileName();
    }
  }

  static Stream<Input> inputs() throws IOException {
    List<Input> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/fuzz"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        inputs.add(new Input(file.getParent().getFileName().toString(), file));
      }
    }
    return inputs.stream();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void holds(Input input) throws Exception {
    Class<?> target = Class.forName(getClass().getPackageName() + "." + input.target());
    target
        .getMethod("fuzzerTestOneInput", byte[].class)
        .invoke(null, Files.readAllBytes(input.file()));
    assertThat(target).hasPublicMethods("fuzzerTestOneInput");
  }
}

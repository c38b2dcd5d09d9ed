package org.mailmedic.knowledge.registries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Text that the build compiled, ASCII.
final class Resource {
  private Resource() {}

  static String read(String name) {
    try (InputStream in = Resource.class.getResourceAsStream("/org/mailmedic/knowledge/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.mailmedic.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mailmedic.app.cli.WrongCall;

/// A file that the user named, to be read. Whatever is wrong with it is a [WrongCall] that names
/// it.
public final class GivenFile {
  private GivenFile() {}

  /// Opens it.
  public static InputStream open(Path file) throws WrongCall {
    if (!Files.exists(file)) {
      throw new WrongCall("file-missing", "file", file.toString());
    }
    if (Files.isDirectory(file)) {
      throw new WrongCall("file-directory", "file", file.toString());
    }
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new WrongCall("file-unreadable", "file", file.toString());
    }
  }

  /// All of it, at most so many bytes. What never ends (`/dev/zero`) is too big too.
  public static byte[] bytes(Path file, int most) throws WrongCall {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new WrongCall("file-too-big", "file", file.toString());
      }
      return bytes;
    } catch (IOException e) {
      throw new WrongCall("file-unreadable", "file", file.toString());
    }
  }
}

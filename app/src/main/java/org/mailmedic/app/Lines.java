package org.mailmedic.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.app.config.GivenFile;

/// The lines of a file or of standard input (`-`), however many there are: UTF-8, ended by LF or CR
/// LF. What is no UTF-8 becomes U+FFFD; what is longer than a line may be is cut.
final class Lines implements AutoCloseable {
  /// The longest line that is kept, in bytes; a long address has 254.
  static final int MAX_BYTES = 16 * 1024;

  private final String name;
  private final InputStream in;
  private long number;

  private Lines(String name, InputStream in) {
    this.name = name;
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  static Lines open(String operand, Surroundings around) throws WrongCall {
    if (operand.equals("-")) {
      return new Lines(operand, around.in());
    }
    return new Lines(operand, GivenFile.open(Settings.path(operand)));
  }

  /// The next line, without its end; null after the last one. NUL bytes are in no list: this is
  /// another kind of file, or UTF-16.
  @Nullable String next() throws WrongCall {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    try {
      int read = in.read();
      if (read < 0) {
        return null;
      }
      for (; read >= 0 && read != '\n'; read = in.read()) {
        if (read == 0) {
          throw new WrongCall("list-binary", "file", name);
        }
        if (line.size() < MAX_BYTES) {
          line.write(read);
        }
      }
    } catch (IOException e) {
      throw new WrongCall("file-unreadable", "file", name);
    }
    number++;
    String text = line.toString(StandardCharsets.UTF_8);
    if (number == 1 && text.startsWith("\ufeff")) {
      text = text.substring(1); // a byte order mark, as some editors leave it
    }
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /// The number of the line that [#next()] gave last, counted from 1.
  long number() {
    return number;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // It was read; nothing is lost.
      return;
    }
  }
}

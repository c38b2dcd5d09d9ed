package org.mailmedic.app;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Options;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.app.config.GivenFile;
import org.mailmedic.engine.complaint.Password;

/// The password for `--login`: from a file or standard input, else from the environment, else typed
/// in without being seen. Never from an argument, which others on the machine could read.
final class GivenPassword {
  private static final String VARIABLE = "MAILMEDIC_PASSWORD";
  private static final String STANDARD_INPUT = "-";
  private static final int MAX_BYTES = 4 * Password.MAX_CHARS;

  private GivenPassword() {}

  /// @param address whose password is wanted, for the prompt
  static Password of(Surroundings around, CommandLine line, Sentences sentences, String address)
      throws WrongCall {
    String file = line.value(Options.PASSWORD_FILE);
    if (file != null) {
      return password(fromFile(around, file), file);
    }
    String said = around.environment().get(VARIABLE);
    if (said != null) {
      return password(said.toCharArray(), "$" + VARIABLE);
    }
    char[] typed = typed(around, sentences, address);
    if (typed == null) {
      throw new WrongCall("password-missing");
    }
    return password(typed, "");
  }

  private static Password password(char[] secret, String where) throws WrongCall {
    try {
      return new Password(secret);
    } catch (IllegalArgumentException e) {
      throw new WrongCall("password", "where", where);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  private static char[] fromFile(Surroundings around, String file) throws WrongCall {
    if (file.equals(STANDARD_INPUT)) {
      return read(around.in(), file);
    }
    Path path = Settings.path(file);
    try (InputStream in = GivenFile.open(path)) {
      return read(in, file);
    } catch (IOException e) {
      throw new WrongCall("file-unreadable", "file", file);
    }
  }

  /// The first line, without its end.
  private static char[] read(InputStream in, String file) throws WrongCall {
    byte[] bytes = new byte[MAX_BYTES + 2];
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    try {
      int length = in.readNBytes(bytes, 0, bytes.length);
      int end = 0;
      while (end < length && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      var decoder = StandardCharsets.UTF_8.newDecoder();
      if (decoder.decode(ByteBuffer.wrap(bytes, 0, end), decoded, true).isError()) {
        throw new CharacterCodingException();
      }
      decoded.flip();
      char[] secret = new char[decoded.remaining()];
      decoded.get(secret);
      return secret;
    } catch (CharacterCodingException e) {
      throw new WrongCall("password", "where", file);
    } catch (IOException e) {
      throw new WrongCall("file-unreadable", "file", file);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(decoded.array(), '\0');
    }
  }

  /// What somebody types; null where nobody can.
  private static char @Nullable [] typed(Surroundings around, Sentences sentences, String address) {
    Console console = around.terminalIn() ? System.console() : null;
    return console == null
        ? null
        : console.readPassword(
            "%s ", sentences.text("password.prompt", Map.of("address", Printable.of(address))));
  }
}

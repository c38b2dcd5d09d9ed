package org.mailmedic.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Options;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.app.config.GivenFile;
import org.mailmedic.engine.message.MessageReader;
import org.mailmedic.engine.reply.Explainer;
import org.mailmedic.engine.reply.Explanation;
import org.mailmedic.engine.reply.ReturnedMailExplainer;
import org.mailmedic.protocol.bounce.ReturnedMailReader;
import org.mailmedic.report.Reports;
import org.mailmedic.report.catalogue.Catalogue;

/// `explain`: what a reply or a message that came back means.
final class Explain {
  /// Of a message or text.
  private static final int MAX_BYTES = 16 << 20;

  private final Surroundings around;
  private final CommandLine line;
  private final Catalogue catalogue;

  Explain(Surroundings around, CommandLine line) throws WrongCall {
    this.around = around;
    this.line = line;
    Settings settings = Settings.of(around, line);
    this.catalogue = Catalogue.of(Language.of(around, settings.language()));
  }

  int run() throws WrongCall {
    String list = line.value(Options.LINES);
    if (list != null) {
      return lines(list);
    }
    around.out().print(told());
    return ExitStatus.FINE;
  }

  /// One reply a line, one JSON object a line, in the same order.
  private int lines(String list) throws WrongCall {
    if (!line.operands().isEmpty()) {
      throw new WrongCall("nothing-to-explain");
    }
    try (Lines lines = Lines.open(list, around)) {
      for (String next = lines.next();
          next != null && !around.out().closed();
          next = lines.next()) {
        around.out().print(Reports.line(Explainer.explain(next), catalogue));
      }
    }
    return ExitStatus.FINE;
  }

  /// The words of the call, or what a file or standard input holds, explained.
  private String told() throws WrongCall {
    List<String> operands = line.operands();
    if (operands.isEmpty()) {
      if (around.terminalIn()) {
        throw new WrongCall("nothing-to-explain");
      }
      return explained(read(around.in(), "-", MAX_BYTES));
    }
    String only = operands.size() == 1 ? operands.getFirst() : null;
    if (only == null) {
      return explained(String.join(" ", operands));
    }
    if (only.equals("-")) {
      return explained(read(around.in(), "-", MAX_BYTES));
    }
    Path file = file(only);
    return file == null ? explained(only) : explained(bytes(file, MAX_BYTES));
  }

  /// A message or its header, or a text with replies in it.
  private String explained(byte[] bytes) throws WrongCall {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return ReturnedMailReader.isMessage(bytes) || MessageReader.isMessage(text)
        ? message(bytes)
        : replies(text);
  }

  private String explained(String text) throws WrongCall {
    return text.indexOf('\n') >= 0 && MessageReader.isMessage(text)
        ? message(text.getBytes(StandardCharsets.UTF_8))
        : replies(text);
  }

  /// What came back with a message, and what it says of itself.
  private String message(byte[] bytes) {
    Explanation explanation = ReturnedMailExplainer.explain(ReturnedMailReader.read(bytes));
    return Reports.explanation(
        explanation,
        MessageReader.read(bytes),
        Diagnose.format(line),
        catalogue,
        Diagnose.look(around, line));
  }

  private String replies(String text) throws WrongCall {
    if (text.isBlank()) {
      throw new WrongCall("nothing-to-explain");
    }
    return Reports.explanation(
        Explainer.explain(text), Diagnose.format(line), catalogue, Diagnose.look(around, line));
  }

  /// The file that is meant; null where it is a text. A single word with a slash, or that ends like
  /// a message's file, is a path, whether it is there or not.
  private static @Nullable Path file(String word) throws WrongCall {
    if (word.isBlank()) {
      return null; // the path of the folder that we are in, otherwise
    }
    try {
      Path path = Path.of(word);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      return null;
    }
    boolean oneWord = word.chars().noneMatch(Character::isWhitespace);
    if (oneWord && (word.indexOf('/') >= 0 || word.endsWith(".eml") || word.endsWith(".txt"))) {
      throw new WrongCall("file-missing", "file", word);
    }
    return null;
  }

  /// A file that somebody got back, its first part where it is long; never blank.
  static byte[] bytes(Path file, int most) throws WrongCall {
    try (InputStream in = GivenFile.open(file)) {
      byte[] bytes = read(in, file.toString(), most);
      if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
        throw new WrongCall("file-empty", "file", file.toString());
      }
      return bytes;
    } catch (IOException e) {
      throw new WrongCall("file-unreadable", "file", file.toString());
    }
  }

  /// ISO-2022 charsets and coloured logs have it.
  private static final byte ESCAPE = 0x1b;

  private static final int MAX_CONTROLS_SHARE = 20;

  private static byte[] read(InputStream in, String name, int most) throws WrongCall {
    try {
      byte[] bytes = in.readNBytes(most);
      if (isBinary(bytes)) {
        throw new WrongCall("file-binary", "file", name);
      }
      return bytes;
    } catch (IOException e) {
      throw new WrongCall("file-unreadable", "file", name);
    }
  }

  /// Text has no NUL and hardly any control characters in whatever charset; a tenth of random bytes
  /// are such.
  private static boolean isBinary(byte[] bytes) {
    int controls = 0;
    for (byte each : bytes) {
      if (each == 0) {
        return true;
      }
      boolean usual =
          each == '\t' || each == '\n' || each == '\r' || each == '\f' || each == ESCAPE;
      if (each > 0 && each < ' ' && !usual) {
        controls++;
      }
    }
    return controls > bytes.length / MAX_CONTROLS_SHARE;
  }
}

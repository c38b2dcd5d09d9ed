package org.mailmedic.report.build;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.mailmedic.report.catalogue.CompiledTexts;
import org.mailmedic.report.catalogue.Plural;

/// Compiles the texts. Called by the build: `TextCompiler SOURCE TARGET`.
public final class TextCompiler {
  private static final int CASES = 255;

  private final TextFiles files;

  private TextCompiler(TextFiles files) {
    this.files = files;
  }

  /// Compiles all languages.
  ///
  /// @throws IllegalStateException with one line a problem, where there are any
  public static void main(String[] arguments) throws IOException {
    TextFiles files = TextFiles.read(Path.of(arguments[0]));
    if (!files.problems().isEmpty()) {
      throw new IllegalStateException(
          "The texts have problems:\n  " + String.join("\n  ", files.problems()));
    }
    new TextCompiler(files).compile(Path.of(arguments[1]).resolve("org/mailmedic/report/texts"));
  }

  private void compile(Path target) throws IOException {
    Files.createDirectories(target);
    SortedMap<String, byte[]> tags = new TreeMap<>();
    for (String language : files.languages().keySet()) {
      Files.write(target.resolve(language + ".bin"), room(files, language, ""));
      for (String room : rooms()) {
        Files.write(target.resolve(language + "." + room + ".bin"), room(files, language, room));
      }
      tags.put(language, new byte[] {CompiledTexts.END});
    }
    Files.write(target.resolve("languages.bin"), file(tags));
    Files.write(target.resolve("steps.bin"), steps());
  }

  /// The rooms that any language has.
  private Set<String> rooms() {
    Set<String> rooms = new TreeSet<>();
    for (SortedMap<String, TextFiles.Message> texts : files.languages().values()) {
      texts.values().forEach(text -> rooms.add(text.room()));
    }
    rooms.remove("");
    return rooms;
  }

  /// All compiled texts of one language, in whatever room.
  static byte[] language(TextFiles files, String language) throws IOException {
    return texts(files, language, text -> true);
  }

  /// The compiled texts of one language in one room; of those in none where it is empty.
  private static byte[] room(TextFiles files, String language, String room) throws IOException {
    return texts(files, language, text -> text.room().equals(room));
  }

  private static byte[] texts(TextFiles files, String language, Predicate<TextFiles.Message> wanted)
      throws IOException {
    TextCompiler compiler = new TextCompiler(files);
    SortedMap<String, byte[]> compiled = new TreeMap<>();
    for (Map.Entry<String, TextFiles.Message> text :
        files.languages().getOrDefault(language, new TreeMap<>()).entrySet()) {
      if (wanted.test(text.getValue())) {
        compiled.put(text.getKey(), compiler.compile(text.getKey(), text.getValue().parts()));
      }
    }
    return file(compiled);
  }

  /// Who acts in each step: a text a cause, with a line a step of role and link.
  private byte[] steps() throws IOException {
    SortedMap<String, byte[]> compiled = new TreeMap<>();
    for (Map.Entry<String, List<TextFiles.StepFacts>> each : files.steps().entrySet()) {
      List<String> lines = new ArrayList<>();
      for (TextFiles.StepFacts step : each.getValue()) {
        lines.add(step.link().isEmpty() ? step.who().id() : step.who().id() + " " + step.link());
      }
      compiled.put(each.getKey(), compile("", List.of(new Part.Text(String.join("\n", lines)))));
    }
    return file(compiled);
  }

  private static byte[] file(SortedMap<String, byte[]> texts) throws IOException {
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(index);
    head.writeInt(CompiledTexts.MAGIC);
    head.writeInt(texts.size());
    int start = 8 + 8 * texts.size();
    for (Map.Entry<String, byte[]> each : texts.entrySet()) {
      head.writeInt(start + body.size());
      body.write(each.getKey().length());
      body.writeBytes(each.getKey().getBytes(StandardCharsets.US_ASCII));
      head.writeInt(start + body.size());
      body.writeBytes(each.getValue());
    }
    head.flush();
    index.writeBytes(body.toByteArray());
    return index.toByteArray();
  }

  private byte[] compile(String key, List<Part> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Part part : parts) {
      compile(key, part, out);
    }
    out.writeByte(CompiledTexts.END);
    out.flush();
    return bytes.toByteArray();
  }

  private void compile(String key, Part part, DataOutputStream out) throws IOException {
    switch (part) {
      case Part.Text text -> {
        out.writeByte(CompiledTexts.TEXT);
        writeWords(out, text.text());
      }
      case Part.Argument argument -> {
        boolean digits = isDigits(key, argument.name());
        out.writeByte(digits ? CompiledTexts.DIGITS : CompiledTexts.ARGUMENT);
        writeName(out, argument.name());
      }
      case Part.ChosenNumber number -> out.writeByte(CompiledTexts.NUMBER);
      case Part.Plural plural -> {
        out.writeByte(CompiledTexts.PLURAL);
        writeName(out, plural.name());
        writeCount(out, plural.cases());
        for (Map.Entry<String, List<Part>> each : plural.cases().entrySet()) {
          writeSelector(out, each.getKey());
          writeCase(out, compile(key, each.getValue()));
        }
      }
      case Part.Select select -> {
        out.writeByte(CompiledTexts.SELECT);
        writeName(out, select.name());
        writeCount(out, select.cases());
        for (Map.Entry<String, List<Part>> each : select.cases().entrySet()) {
          writeName(out, each.getKey());
          writeCase(out, compile(key, each.getValue()));
        }
      }
    }
  }

  private boolean isDigits(String key, String argument) {
    ArgumentType type = files.type(causeOf(key), argument);
    return type != null && type.kind() == ArgumentType.Kind.DIGITS;
  }

  /// The cause that a key is about: `mx.missing` of `cause.mx.missing.action.1`; empty where it is
  /// about none.
  static String causeOf(String key) {
    if (key.startsWith("finding.")) {
      return key.substring("finding.".length());
    }
    if (!key.startsWith("cause.")) {
      return "";
    }
    String rest = key.substring("cause.".length());
    int action = rest.lastIndexOf(".action.");
    return rest.substring(0, action >= 0 ? action : Math.max(0, rest.lastIndexOf('.')));
  }

  private static void writeSelector(DataOutputStream out, String selector) throws IOException {
    if (selector.startsWith("=")) {
      out.writeByte(CompiledTexts.EXACTLY);
      out.writeInt(Integer.parseInt(selector.substring(1)));
    } else {
      out.writeByte(Plural.valueOf(selector.toUpperCase(Locale.ROOT)).ordinal());
    }
  }

  private static void writeCount(DataOutputStream out, Map<?, ?> cases) throws IOException {
    if (cases.size() > CASES) {
      throw new IOException("too many cases");
    }
    out.writeByte(cases.size());
  }

  private static void writeName(DataOutputStream out, String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > Byte.MAX_VALUE) {
      throw new IOException("too long a name: " + name);
    }
    out.writeByte(bytes.length);
    out.write(bytes);
  }

  private static void writeWords(DataOutputStream out, String words) throws IOException {
    writeCase(out, words.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeCase(DataOutputStream out, byte[] bytes) throws IOException {
    if (bytes.length > 0xffff) {
      throw new IOException("too long a text");
    }
    out.writeShort(bytes.length);
    out.write(bytes);
  }
}

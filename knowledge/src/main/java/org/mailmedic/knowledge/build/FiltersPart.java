package org.mailmedic.knowledge.build;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mailmedic.knowledge.filters.FilterField;

/// `filters/*.yaml` → `filters.bin`.
final class FiltersPart implements KnowledgeCompiler.Part {
  private static final String FIELDS = "filters/fields.yaml";
  private static final String CONTENT = "filters/content.yaml";
  private static final String INTERCEPTORS = "filters/interceptors.yaml";

  private static final Set<String> KEYS =
      Set.of("field", "pair", "filter", "form", "spam", "ham", "skipped", "spamFrom");

  @Override
  public void compile(KnowledgeCompiler compiler) throws IOException {
    try (DataOutputStream out = compiler.resource("filters.bin")) {
      Map<?, ?> file = (Map<?, ?>) compiler.yaml(compiler.source(FIELDS));
      List<?> fields = list(file, "fields");
      out.writeShort(fields.size());
      for (Object line : fields) {
        field(compiler, out, (Map<?, ?>) line);
      }
      pairs(compiler, out, FIELDS, list(file, "tests"), "test", "about");
      content(compiler, out);
      List<?> interceptors = (List<?>) compiler.yaml(compiler.source(INTERCEPTORS));
      pairs(compiler, out, INTERCEPTORS, interceptors, "issuer", "name");
    }
  }

  private static void field(KnowledgeCompiler compiler, DataOutputStream out, Map<?, ?> line)
      throws IOException {
    for (Object key : line.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        compiler.problem(FIELDS, line + " has an unknown key " + key);
      }
    }
    for (String needed : List.of("field", "filter", "form")) {
      if (!line.containsKey(needed)) {
        compiler.problem(FIELDS, line + " lacks " + needed);
      }
    }
    String form = text(line, "form");
    try {
      FilterField.Form.of(form);
    } catch (IllegalArgumentException e) {
      compiler.problem(FIELDS, line + " has the unknown form " + form);
    }
    out.writeUTF(text(line, "field"));
    out.writeUTF(text(line, "pair"));
    out.writeUTF(text(line, "filter"));
    out.writeUTF(form);
    words(compiler, out, FIELDS, list(line, "spam"));
    words(compiler, out, FIELDS, list(line, "ham"));
    words(compiler, out, FIELDS, list(line, "skipped"));
    out.writeDouble(line.get("spamFrom") instanceof Number from ? from.doubleValue() : Double.NaN);
  }

  private static void content(KnowledgeCompiler compiler, DataOutputStream out) throws IOException {
    Map<?, ?> file = (Map<?, ?>) compiler.yaml(compiler.source(CONTENT));
    words(compiler, out, CONTENT, list(file, "dangerousExtensions"));
    words(compiler, out, CONTENT, list(file, "macroExtensions"));
    words(compiler, out, CONTENT, list(file, "shorteners"));
    for (String key : List.of("fewLetters", "capitalsFrom")) {
      if (file.get(key) instanceof Integer number) {
        out.writeShort(number);
      } else {
        compiler.problem(CONTENT, key + " has to be a number");
      }
    }
  }

  private static void pairs(
      KnowledgeCompiler compiler,
      DataOutputStream out,
      String file,
      List<?> lines,
      String first,
      String second)
      throws IOException {
    out.writeShort(lines.size());
    for (Object line : lines) {
      Map<?, ?> map = (Map<?, ?>) line;
      if (map.size() != 2 || !map.containsKey(first) || !map.containsKey(second)) {
        compiler.problem(file, line + " has to have " + first + " and " + second);
      }
      out.writeUTF(text(map, first));
      out.writeUTF(text(map, second));
    }
  }

  private static void words(
      KnowledgeCompiler compiler, DataOutputStream out, String file, List<?> words)
      throws IOException {
    out.writeShort(words.size());
    for (Object word : words) {
      String lower = String.valueOf(word);
      if (!lower.equals(lower.toLowerCase(Locale.ROOT))) {
        compiler.problem(file, word + " has to be in lower case");
      }
      out.writeUTF(lower);
    }
  }

  private static List<?> list(Map<?, ?> map, String key) {
    return map.get(key) instanceof List<?> list ? list : List.of();
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : String.valueOf(value);
  }
}

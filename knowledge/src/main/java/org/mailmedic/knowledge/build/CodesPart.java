package org.mailmedic.knowledge.build;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `codes/*.yaml` → `codes.bin`.
final class CodesPart implements KnowledgeCompiler.Part {
  private static final Set<String> KEYS =
      Set.of("by", "cause", "temporary", "also", "codes", "source");
  private static final Pattern CODE = Pattern.compile("[2-5][0-9]{2}");
  private static final Pattern ENHANCED = Pattern.compile("x\\.[0-9]{1,2}\\.[0-9]{1,3}");
  private static final Pattern DIALECT =
      Pattern.compile("([2-5][0-9]{2} )?[245]\\.[0-9]{1,2}\\.[0-9]{1,3}");

  @Override
  public void compile(KnowledgeCompiler compiler) throws IOException {
    Map<?, ?> causes = (Map<?, ?>) compiler.yaml(compiler.source("causes.yaml"));
    Map<String, Map<?, ?>> entries = new LinkedHashMap<>();
    read(compiler, "codes/replies.yaml", CODE, causes, entries);
    read(compiler, "codes/enhanced.yaml", ENHANCED, causes, entries);
    read(compiler, "codes/dialects.yaml", DIALECT, causes, entries);
    try (DataOutputStream out = compiler.resource("codes.bin")) {
      out.writeShort(entries.size());
      for (Map.Entry<String, Map<?, ?>> entry : entries.entrySet()) {
        write(out, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void read(
      KnowledgeCompiler compiler,
      String name,
      Pattern form,
      Map<?, ?> causes,
      Map<String, Map<?, ?>> entries)
      throws IOException {
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) compiler.yaml(compiler.source(name))).entrySet()) {
      String key = String.valueOf(entry.getKey());
      String where = name + ", " + key;
      if (!form.matcher(key).matches()) {
        compiler.problem(where, "is no code");
      } else if (!(entry.getValue() instanceof Map<?, ?> fields)) {
        compiler.problem(where, "has no fields");
      } else if (check(compiler, where, key, fields, causes)) {
        entries.put(key, fields);
      }
    }
  }

  private static boolean check(
      KnowledgeCompiler compiler, String where, String key, Map<?, ?> fields, Map<?, ?> causes) {
    List<String> problems = new ArrayList<>();
    for (Object field : fields.keySet()) {
      if (!KEYS.contains(field)) {
        problems.add("unknown key " + field);
      }
    }
    List<String> named = new ArrayList<>(texts(fields.get("also")));
    named.add(text(fields.get("cause")));
    named.add(text(fields.get("temporary")));
    for (String cause : named) {
      if (!cause.isEmpty() && !causes.containsKey(cause)) {
        problems.add("no cause is called " + cause);
      }
    }
    if (text(fields.get("source")).isEmpty()) {
      problems.add("has no source");
    }
    boolean temporary = key.startsWith("4") || key.startsWith("x");
    if (temporary && dead(causes, temporary(fields))) {
      problems.add("a temporary refusal never means that an address is dead");
    }
    problems.forEach(problem -> compiler.problem(where, problem));
    return problems.isEmpty();
  }

  private static boolean dead(Map<?, ?> causes, String cause) {
    return causes.get(cause) instanceof Map<?, ?> fields
        && "address-dead".equals(fields.get("outlook"));
  }

  private static void write(DataOutputStream out, String key, Map<?, ?> fields) throws IOException {
    out.writeUTF(key);
    out.writeUTF(text(fields.get("by")));
    out.writeUTF(text(fields.get("cause")));
    out.writeUTF(temporary(fields));
    List<String> also = texts(fields.get("also"));
    out.writeByte(also.size());
    for (String cause : also) {
      out.writeUTF(cause);
    }
    List<String> codes = texts(fields.get("codes"));
    out.writeByte(codes.size());
    for (String code : codes) {
      out.writeShort(Integer.parseInt(code));
    }
    out.writeUTF(text(fields.get("source")));
  }

  private static String temporary(Map<?, ?> fields) {
    String own = text(fields.get("temporary"));
    return own.isEmpty() ? text(fields.get("cause")) : own;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : String.valueOf(value);
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}

package org.mailmedic.knowledge.build;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.replies.ReplyRules;
import org.mailmedic.knowledge.replies.RuleCompiler;

/// `replies/*.yaml` → `replies.bin`. Every example has to land on its own rule.
final class RepliesPart implements KnowledgeCompiler.Part {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "cause",
          "rank",
          "class",
          "codes",
          "enhanced",
          "client",
          "certainty",
          "phrases",
          "source",
          "examples");

  private static final int DEFAULT_RANK = 5;
  private static final int ALL_CLASSES = 7;

  @Override
  public void compile(KnowledgeCompiler compiler) throws IOException {
    Map<?, ?> causes = (Map<?, ?>) compiler.yaml(compiler.source("causes.yaml"));
    RuleCompiler rules = new RuleCompiler();
    Map<String, List<String>> examples = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(compiler.source("replies"))) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".yaml")) {
          for (Object each : (List<?>) compiler.yaml(file)) {
            add(compiler, file.getFileName().toString(), (Map<?, ?>) each, causes, rules, examples);
          }
        }
      }
    }
    ReplyRules compiled = rules.compile();
    check(compiler, compiled, examples);
    try (DataOutputStream out = compiler.resource("replies.bin")) {
      RuleCompiler.write(compiled, out);
    }
  }

  private static void add(
      KnowledgeCompiler compiler,
      String file,
      Map<?, ?> fields,
      Map<?, ?> causes,
      RuleCompiler rules,
      Map<String, List<String>> examples) {
    String id = text(fields.get("id"));
    String where = "replies/" + file + ", " + id;
    for (Object key : fields.keySet()) {
      if (!KEYS.contains(key)) {
        compiler.problem(where, "unknown key " + key);
      }
    }
    String cause = text(fields.get("cause"));
    List<String> own = texts(fields.get("examples"));
    if (id.isEmpty() || examples.containsKey(id)) {
      compiler.problem(where, "needs an id of its own");
    } else if (!causes.containsKey(cause)) {
      compiler.problem(where, "no cause is called " + cause);
    } else if (own.isEmpty() || text(fields.get("source")).isEmpty()) {
      compiler.problem(where, "needs a source and at least one example");
    } else {
      examples.put(id, own);
      try {
        rules.add(rule(id, cause, fields), texts(fields.get("phrases")));
      } catch (IllegalArgumentException e) {
        compiler.problem(where, String.valueOf(e.getMessage()));
      }
    }
  }

  private static ReplyRules.Rule rule(String id, String cause, Map<?, ?> fields) {
    String about = text(fields.get("class"));
    int classes =
        switch (about) {
          case "temporary" -> 1;
          case "permanent" -> 6;
          case "" -> ALL_CLASSES;
          default -> throw new IllegalArgumentException("class is temporary or permanent");
        };
    String rank = text(fields.get("rank"));
    String certainty = text(fields.get("certainty"));
    return new ReplyRules.Rule(
        id,
        cause,
        rank.isEmpty() ? DEFAULT_RANK : Integer.parseInt(rank),
        classes,
        texts(fields.get("codes")).stream().map(Integer::valueOf).toList(),
        texts(fields.get("enhanced")),
        Boolean.TRUE.equals(fields.get("client")),
        certainty.isEmpty() ? 0.9 : Double.parseDouble(certainty));
  }

  private static void check(
      KnowledgeCompiler compiler, ReplyRules rules, Map<String, List<String>> examples) {
    Set<String> seen = new HashSet<>();
    examples.forEach((id, own) -> {
      for (String example : own) {
        ReplyRules.Rule matched = Example.of(example).match(rules);
        if (!seen.add(example)) {
          compiler.problem("replies, " + id, "the example stands twice: " + example);
        } else if (matched == null) {
          compiler.problem("replies, " + id, "does not match its example: " + example);
        } else if (!matched.id().equals(id)) {
          compiler.problem(
              "replies, " + id, "its example lands on " + matched.id() + ": " + example);
        }
      }
    });
  }

  /// An example: a reply with its codes in front, in the plain form.
  private record Example(int code, @Nullable String enhanced, String text) {
    static Example of(String line) {
      boolean coded = line.matches("[245][0-9]{2}[ -].*");
      int code = coded ? Integer.parseInt(line.substring(0, 3)) : 0;
      String rest = coded ? line.substring(4) : line;
      var matcher =
          java.util.regex.Pattern.compile("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}(?![0-9.])")
              .matcher(rest);
      return new Example(code, matcher.lookingAt() ? matcher.group() : null, rest);
    }

    ReplyRules.@Nullable Rule match(ReplyRules rules) {
      int rule = rules.match(code, enhanced, text);
      return rule < 0 ? null : rules.all().get(rule);
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : String.valueOf(value);
  }

  private static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(each -> texts.add(String.valueOf(each)));
    } else if (value != null) {
      texts.add(String.valueOf(value));
    }
    return texts;
  }
}

package org.mailmedic.knowledge.build;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mailmedic.knowledge.signin.Refusals;
import org.mailmedic.knowledge.signin.Refusals.Refusal;

/// `sign-in.yaml` → `sign-in.bin`: every line has an example that it, and no line before it, fits.
final class SignInPart implements KnowledgeCompiler.Part {
  private static final String FILE = "sign-in.yaml";
  private static final Set<String> KEYS = Set.of("cause", "protocol", "words", "source", "example");

  @Override
  public void compile(KnowledgeCompiler compiler) throws IOException {
    Set<?> causes = ((Map<?, ?>) compiler.yaml(compiler.source("causes.yaml"))).keySet();
    Map<Refusal, String> examples = new LinkedHashMap<>();
    for (Object line : (List<?>) compiler.yaml(compiler.source(FILE))) {
      try {
        Map<?, ?> entry = (Map<?, ?>) line;
        Refusal refusal = refusal(entry, causes);
        examples.put(refusal, String.valueOf(entry.get("example")));
      } catch (IllegalArgumentException | ClassCastException e) {
        compiler.problem(FILE + ", " + line, String.valueOf(e.getMessage()));
      }
    }
    List<Refusal> all = new ArrayList<>(examples.keySet());
    examples.forEach((refusal, example) -> {
      List<Refusal> upToIt = all.subList(0, all.indexOf(refusal) + 1);
      List<Refusal> before = upToIt.subList(0, upToIt.size() - 1);
      boolean taken = new Refusals(before).cause(refusal.protocol(), example).isPresent();
      if (taken || new Refusals(upToIt).cause(refusal.protocol(), example).isEmpty()) {
        compiler.problem(FILE, refusal.words() + " is not the first to fit “" + example + "”");
      }
    });
    try (DataOutputStream out = compiler.resource("sign-in.bin")) {
      Refusals.write(out, all);
    }
  }

  private static Refusal refusal(Map<?, ?> line, Set<?> causes) {
    for (Object key : line.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw new IllegalArgumentException("no key is called " + key);
      }
    }
    String cause = String.valueOf(line.get("cause"));
    if (!causes.contains(cause)) {
      throw new IllegalArgumentException("no cause is called " + cause);
    }
    if (!(line.get("words") instanceof List<?> words) || words.isEmpty()) {
      throw new IllegalArgumentException("words must be a list");
    }
    if (!(line.get("source") instanceof String) || !(line.get("example") instanceof String)) {
      throw new IllegalArgumentException("source and example are missing");
    }
    Object protocol = line.get("protocol");
    return new Refusal(
        cause,
        protocol == null ? "" : protocol.toString(),
        words.stream().map(word -> word.toString().toLowerCase(Locale.ROOT)).toList());
  }
}

package org.mailmedic.knowledge.build;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailmedic.knowledge.explains.Explains;
import org.mailmedic.knowledge.explains.Explains.Condition;

/// `explains.yaml` → `explains.bin`: patterns resolved, circles refused.
final class ExplainsPart implements KnowledgeCompiler.Part {
  private final Map<String, Explains> links = new LinkedHashMap<>();

  @Override
  public void compile(KnowledgeCompiler compiler) throws IOException {
    Set<?> causes = ((Map<?, ?>) compiler.yaml(compiler.source("causes.yaml"))).keySet();
    List<String> ids = causes.stream().map(String::valueOf).toList();
    for (Object line : (List<?>) compiler.yaml(compiler.source("explains.yaml"))) {
      try {
        add((Map<?, ?>) line, ids);
      } catch (IllegalArgumentException | ClassCastException e) {
        compiler.problem("explains.yaml, " + line, String.valueOf(e.getMessage()));
      }
    }
    for (String id : ids) {
      if (reaches(id, id, new ArrayList<>())) {
        compiler.problem("explains.yaml", id + " explains itself in a circle");
      }
    }
    try (DataOutputStream out = compiler.resource("explains.bin")) {
      out.writeShort(links.size());
      for (Explains link : links.values()) {
        out.writeUTF(link.cause());
        out.writeUTF(link.effect());
        out.writeByte(link.when().ordinal());
      }
    }
  }

  private void add(Map<?, ?> line, List<String> ids) {
    String cause = String.valueOf(line.get("cause"));
    Condition when = Condition.of(String.valueOf(line.get("when")));
    if (!ids.contains(cause)) {
      throw new IllegalArgumentException("no cause is called " + cause);
    }
    if (!(line.get("explains") instanceof List<?> patterns)) {
      throw new IllegalArgumentException("explains must be a list");
    }
    for (Object pattern : patterns) {
      List<String> matching = matching(String.valueOf(pattern), ids);
      if (matching.isEmpty()) {
        throw new IllegalArgumentException("no cause is called " + pattern);
      }
      for (String effect : matching) {
        if (!effect.equals(cause)) {
          links.put(cause + " " + effect + " " + when, new Explains(cause, effect, when));
        }
      }
    }
  }

  private static List<String> matching(String pattern, List<String> ids) {
    if (!pattern.endsWith("*")) {
      return ids.contains(pattern) ? List.of(pattern) : List.of();
    }
    String start = pattern.substring(0, pattern.length() - 1);
    return ids.stream().filter(id -> id.startsWith(start)).toList();
  }

  private boolean reaches(String from, String to, List<String> visited) {
    for (Explains link : links.values()) {
      // What is seen explains what was said, never the other way round: no circle.
      if (link.cause().equals(from) && link.when() != Condition.SAID) {
        if (link.effect().equals(to)) {
          return true;
        }
        if (!visited.contains(link.effect())) {
          visited.add(link.effect());
          if (reaches(link.effect(), to, visited)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}

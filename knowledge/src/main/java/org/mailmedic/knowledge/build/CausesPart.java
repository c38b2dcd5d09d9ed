package org.mailmedic.knowledge.build;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.causes.Outlook;
import org.mailmedic.knowledge.causes.Role;
import org.mailmedic.knowledge.causes.Symptom;

/// `causes.yaml` → `causes.bin`.
final class CausesPart implements KnowledgeCompiler.Part {
  private static final Set<String> KEYS =
      Set.of("affects", "responsible", "level", "outlook", "guide", "means");

  @Override
  public void compile(KnowledgeCompiler compiler) throws IOException {
    Path file = compiler.source("causes.yaml");
    Map<?, ?> causes = (Map<?, ?>) compiler.yaml(file);
    try (DataOutputStream out = compiler.resource("causes.bin")) {
      out.writeShort(causes.size());
      for (Map.Entry<?, ?> entry : causes.entrySet()) {
        String id = String.valueOf(entry.getKey());
        try {
          write(out, id, (Map<?, ?>) entry.getValue());
        } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
          compiler.problem("causes.yaml, " + id, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private static void write(DataOutputStream out, String id, Map<?, ?> fields) throws IOException {
    for (Object key : fields.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException("unknown key " + key);
      }
    }
    List<Symptom> affects = new ArrayList<>();
    for (Object symptom : (List<?>) Objects.requireNonNull(fields.get("affects"), "affects")) {
      affects.add(Symptom.of(String.valueOf(symptom)));
    }
    Role role = Role.of(String.valueOf(fields.get("responsible")));
    Level level = Level.of(String.valueOf(fields.get("level")));
    Object outlook = fields.get("outlook");
    out.writeUTF(id);
    out.writeByte(affects.size());
    for (Symptom symptom : affects) {
      out.writeByte(symptom.ordinal());
    }
    out.writeByte(role.ordinal());
    out.writeByte(level.ordinal());
    out.writeUTF(String.valueOf(fields.get("guide")));
    out.writeByte(outlook == null ? -1 : Outlook.of(String.valueOf(outlook)).ordinal());
  }
}

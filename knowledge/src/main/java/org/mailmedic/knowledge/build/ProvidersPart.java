package org.mailmedic.knowledge.build;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mailmedic.knowledge.providers.ProfileFormat;
import org.mailmedic.knowledge.providers.ProfileProblem;
import org.mailmedic.knowledge.providers.ProfileReader;
import org.mailmedic.knowledge.providers.ProviderProfile;

/// `providers/*.yaml` → `providers.bin`, in the order of `providers/order.yaml`.
final class ProvidersPart implements KnowledgeCompiler.Part {
  private static final String ORDER = "providers/order.yaml";
  private static final String FILTERS = "providers/filters.yaml";

  @Override
  public void compile(KnowledgeCompiler compiler) throws IOException {
    List<String> ids =
        ((List<?>) compiler.yaml(compiler.source(ORDER))).stream().map(String::valueOf).toList();
    checkNoneIsLeftOut(compiler, ids);
    List<ProviderProfile> profiles = new ArrayList<>();
    for (String id : ids) {
      String name = "providers/" + id + ".yaml";
      if (!Files.exists(compiler.source(name))) {
        compiler.problem(ORDER, "there is no " + name);
        continue;
      }
      try {
        ProviderProfile profile =
            ProfileReader.read((Map<?, ?>) compiler.yaml(compiler.source(name)));
        if (!profile.id().equals(id)) {
          compiler.problem(name, "has the id " + profile.id());
        }
        profiles.add(profile);
      } catch (ProfileProblem e) {
        compiler.problem(name, String.valueOf(e.getMessage()));
      }
    }
    try (DataOutputStream out = compiler.resource("providers.bin")) {
      out.writeShort(profiles.size());
      for (ProviderProfile profile : profiles) {
        ProfileFormat.write(out, profile);
      }
      writeFilters(compiler, out);
    }
  }

  private static void writeFilters(KnowledgeCompiler compiler, DataOutputStream out)
      throws IOException {
    Map<?, ?> filters = (Map<?, ?>) compiler.yaml(compiler.source(FILTERS));
    out.writeShort(filters.size());
    for (Map.Entry<?, ?> filter : filters.entrySet()) {
      out.writeUTF(String.valueOf(filter.getKey()));
      List<?> globs = (List<?>) filter.getValue();
      out.writeByte(globs.size());
      for (Object glob : globs) {
        out.writeUTF(String.valueOf(glob));
      }
    }
  }

  private static void checkNoneIsLeftOut(KnowledgeCompiler compiler, List<String> ids)
      throws IOException {
    try (Stream<Path> files = Files.list(compiler.source("providers"))) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        boolean profile = !ORDER.endsWith("/" + name) && !FILTERS.endsWith("/" + name);
        if (profile && !ids.contains(name.replace(".yaml", ""))) {
          compiler.problem(ORDER, name + " is not in it");
        }
      }
    }
  }
}

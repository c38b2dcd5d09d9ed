package org.mailmedic.knowledge.build;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Compiles the knowledge files. Called by the build: `KnowledgeCompiler SOURCE TARGET`.
///
/// Every problem of every file is collected and told before the build stops.
public final class KnowledgeCompiler {

  /// One family of files. Reads below `source`, reports problems, writes resources below `target`.
  interface Part {
    void compile(KnowledgeCompiler compiler) throws IOException;
  }

  /// The parts, in the order that they are compiled in; a later one may read what an earlier one
  /// found out.
  private static final List<Part> PARTS =
      List.of(
          new CausesPart(),
          new ExplainsPart(),
          new RegistriesPart(),
          new CodesPart(),
          new ProvidersPart(),
          new FiltersPart(),
          new RepliesPart(),
          new BlocklistsPart(),
          new SignInPart());

  private final Path source;
  private final Path target;
  private final List<String> problems = new ArrayList<>();

  private KnowledgeCompiler(Path source, Path target) {
    this.source = source;
    this.target = target;
  }

  /// Compiles all parts.
  ///
  /// @throws IllegalStateException with one line a problem, where there are any
  public static void main(String[] arguments) throws IOException {
    compile(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  static void compile(Path source, Path target) throws IOException {
    KnowledgeCompiler compiler = new KnowledgeCompiler(source, target);
    for (Part part : PARTS) {
      part.compile(compiler);
    }
    if (!compiler.problems.isEmpty()) {
      throw new IllegalStateException(
          "The knowledge files have problems:\n  " + String.join("\n  ", compiler.problems));
    }
  }

  /// A file below the source folder.
  Path source(String relative) {
    return source.resolve(relative);
  }

  /// Tells of a problem; the build stops once all parts have run.
  void problem(String where, String what) {
    problems.add(where + ": " + what);
  }

  /// Reads a YAML file as maps, lists and scalars.
  Object yaml(Path file) throws IOException {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source.relativize(file).toString())
            .setAllowDuplicateKeys(false)
            .build();
    try (InputStream in = Files.newInputStream(file)) {
      return new Load(settings).loadFromInputStream(in);
    }
  }

  /// A resource to be written, `name` relative to `/org/mailmedic/knowledge/`. Its directories are
  /// made.
  DataOutputStream resource(String name) throws IOException {
    Path file = target.resolve("org/mailmedic/knowledge").resolve(name);
    Files.createDirectories(file.getParent());
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }
}

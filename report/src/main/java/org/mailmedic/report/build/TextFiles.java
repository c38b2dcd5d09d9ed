package org.mailmedic.report.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mailmedic.knowledge.causes.Role;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The files below `src/main/texts`, read and parsed.
///
/// @param languages for each language tag its texts
/// @param arguments what the texts of each cause may use
/// @param steps who acts in each step of each cause
/// @param problems what can't be read, each with its place
record TextFiles(
    SortedMap<String, SortedMap<String, Message>> languages,
    SortedMap<String, SortedMap<String, ArgumentType>> arguments,
    SortedMap<String, List<StepFacts>> steps,
    List<String> problems) {

  /// One text.
  ///
  /// @param file where it stands
  record Message(String file, String source, List<Part> parts) {

    /// The room that it stands in: the folder below the language's; empty where it stands in none.
    String room() {
      String[] path = file.split("/");
      return path.length == 3 ? path[1] : "";
    }
  }

  /// What `actions.yaml` says of one step.
  ///
  /// @param who who acts
  /// @param link a page that helps; empty where there is none
  record StepFacts(Role who, String link) {}

  /// Reads them all, and never throws for what stands in them.
  static TextFiles read(Path folder) throws IOException {
    List<String> problems = new java.util.ArrayList<>();
    TextFiles files = new TextFiles(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), problems);
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        if (Files.isDirectory(child)) {
          files.readLanguage(child);
        }
      }
    }
    files.readArguments(folder.resolve("arguments.yaml"));
    files.readSteps(folder.resolve("actions.yaml"));
    return files;
  }

  private void readLanguage(Path folder) throws IOException {
    String language = folder.getFileName().toString();
    SortedMap<String, Message> texts = new TreeMap<>();
    languages.put(language, texts);
    try (Stream<Path> below = Files.walk(folder, 2)) {
      for (Path file : below.sorted().toList()) {
        if (file.toString().endsWith(".yaml")) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          readTexts(language + "/" + name, file, texts);
        }
      }
    }
  }

  private void readTexts(String name, Path file, SortedMap<String, Message> texts)
      throws IOException {
    for (Map.Entry<?, ?> entry : yaml(name, file).entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!(entry.getValue() instanceof String text)) {
        problems.add(name + ": " + key + " has no text");
      } else if (!key.matches("[a-z0-9][A-Za-z0-9._-]*") || key.length() > 127) {
        problems.add(name + ": “" + key + "” can be no key");
      } else {
        add(name, key, text, texts);
      }
    }
  }

  private void add(String name, String key, String text, SortedMap<String, Message> texts) {
    try {
      Message message = new Message(name, text, MessageParser.parse(text));
      Message other = texts.put(key, message);
      if (other != null) {
        problems.add(name + ": " + key + " stands in " + other.file() + " too");
      }
    } catch (IllegalArgumentException e) {
      problems.add(name + ": " + key + ": " + e.getMessage());
    }
  }

  private void readArguments(Path file) throws IOException {
    for (Map.Entry<?, ?> entry : yaml("arguments.yaml", file).entrySet()) {
      SortedMap<String, ArgumentType> types = new TreeMap<>();
      arguments.put(String.valueOf(entry.getKey()), types);
      for (Map.Entry<?, ?> argument : ((Map<?, ?>) entry.getValue()).entrySet()) {
        String name = String.valueOf(argument.getKey());
        try {
          types.put(name, ArgumentType.of(String.valueOf(argument.getValue())));
        } catch (IllegalArgumentException e) {
          problems.add("arguments.yaml: " + entry.getKey() + ": " + name + ": " + e.getMessage());
        }
      }
    }
  }

  private void readSteps(Path file) throws IOException {
    for (Map.Entry<?, ?> entry : yaml("actions.yaml", file).entrySet()) {
      List<StepFacts> facts = new java.util.ArrayList<>();
      steps.put(String.valueOf(entry.getKey()), facts);
      try {
        for (Object step : (List<?>) entry.getValue()) {
          facts.add(stepFacts(step));
        }
      } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
        problems.add("actions.yaml: " + entry.getKey() + ": " + e.getMessage());
      }
    }
  }

  /// A role alone, or a map of `who` and `link`.
  private static StepFacts stepFacts(Object step) {
    if (step instanceof Map<?, ?> map) {
      String who = String.valueOf(Objects.requireNonNull(map.get("who"), "who is missing"));
      Object link = map.get("link");
      return new StepFacts(Role.of(who), link == null ? "" : String.valueOf(link));
    }
    return new StepFacts(Role.of(String.valueOf(step)), "");
  }

  private Map<?, ?> yaml(String name, Path file) throws IOException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(false)
            .setCodePointLimit(16_000_000)
            .build();
    try (InputStream in = Files.newInputStream(file)) {
      Object read = new Load(settings).loadFromInputStream(in);
      return read == null ? Map.of() : (Map<?, ?>) read;
    } catch (ClassCastException | org.snakeyaml.engine.v2.exceptions.YamlEngineException e) {
      problems.add(name + ": " + e.getMessage());
      return Map.of();
    }
  }

  /// The type of an argument of a cause's texts; null where it may not be used.
  @org.jspecify.annotations.Nullable
  ArgumentType type(String cause, String argument) {
    SortedMap<String, ArgumentType> own = arguments.getOrDefault(cause, new TreeMap<>());
    ArgumentType type = own.get(argument);
    return type == null ? arguments.getOrDefault("any", new TreeMap<>()).get(argument) : type;
  }
}

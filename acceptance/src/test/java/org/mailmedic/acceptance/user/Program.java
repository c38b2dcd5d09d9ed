package org.mailmedic.acceptance.user;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One call of the program, or of something that calls it, as a user makes it: the launcher in a
/// process of its own, without terminal, nothing on standard input, no settings of this machine's.
final class Program {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /// Whatever the person who runs the tests has set for himself.
  private static final List<String> UNWANTED =
      List.of("LC_ALL", "LC_MESSAGES", "LANG", "MAILMEDIC_CONFIG", "XDG_CONFIG_HOME", "NO_COLOR");

  private final List<String> command;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private boolean bare;
  private Path folder = root();
  private File in = new File("/dev/null");

  private Program(List<String> command) {
    this.command = command;
    UNWANTED.forEach(name -> environment.put(name, ""));
    environment.put("XDG_CONFIG_HOME", "/nonexistent");
  }

  /// What a call printed, how it ended and how long it took.
  record Called(int status, String out, String err, Duration took) {
    /// All of it, for a test that fails.
    String story() {
      return "status " + status + " after " + took.toMillis() + " ms\n" + out + "\n" + err;
    }
  }

  /// The project's folder.
  static Path root() {
    return Path.of(System.getProperty("mailmedic.root"));
  }

  /// `./mailmedic` with arguments.
  static Program mailmedic(String... arguments) {
    List<String> command = new ArrayList<>(List.of(root().resolve("mailmedic").toString()));
    command.addAll(List.of(arguments));
    return new Program(command);
  }

  /// Any command.
  static Program command(String... command) {
    return new Program(new ArrayList<>(List.of(command)));
  }

  /// A shell script in which `$1` and so on are the arguments.
  static Program shell(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return new Program(command);
  }

  /// Sets a variable of the environment.
  Program with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /// No variable of the environment but `PATH` and those that are set here.
  Program bare() {
    bare = true;
    environment.clear();
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    return this;
  }

  /// The working directory; otherwise the project's folder.
  Program in(Path where) {
    folder = where;
    return this;
  }

  /// What standard input gives.
  Program reading(Path file) {
    in = file.toFile();
    return this;
  }

  /// The process, its output in files.
  Running start() {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      if (bare) {
        builder.environment().clear();
      }
      builder.environment().putAll(environment);
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      builder.redirectInput(in).redirectOutput(out.toFile()).redirectError(err.toFile());
      long began = System.nanoTime();
      return new Running(builder.start(), out, err, began);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes the call and waits for its end.
  Called run() {
    return start().end();
  }

  /// A call under way.
  record Running(Process process, Path out, Path err, long began) {
    /// Waits for its end.
    Called end() {
      try {
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
          throw new IllegalStateException("did not end: " + Files.readString(err));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Called called = new Called(process.exitValue(), text(out), text(err), took);
        Files.delete(out);
        Files.delete(err);
        return called;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String text(Path file) throws IOException {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
  }
}

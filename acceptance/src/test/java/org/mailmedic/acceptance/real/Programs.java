package org.mailmedic.acceptance.real;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs programs of the machine: servers that live until it is closed, and commands that end.
final class Programs implements AutoCloseable {
  private final Path logs;
  private final Deque<Process> running = new ArrayDeque<>();
  private final Deque<Runnable> stoppers = new ArrayDeque<>();
  private final FileChannel turn;

  /// Waits until no other run on this machine has servers: all use the same addresses and ports.
  Programs(Path logs) {
    this.logs = logs;
    try {
      this.turn =
          FileChannel.open(
              Path.of(System.getProperty("java.io.tmpdir"), "mailmedic-real-servers.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      turn.lock();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a command printed and how it ended.
  record Result(int status, String out, String err) {
    Result orFail() {
      if (status != 0) {
        throw new IllegalStateException("status " + status + ": " + out + err);
      }
      return this;
    }
  }

  /// Without what is needed the test is left out; where nothing may be left out (.ci/run), it
  /// fails.
  static void need(boolean there, String why) {
    if (System.getenv("MAILMEDIC_STRICT") != null) {
      assertTrue(there, why);
    }
    assumeTrue(there, why);
  }

  /// Whether only what is fast is wanted.
  static boolean fast() {
    return System.getenv("MAILMEDIC_FAST") != null;
  }

  /// Whether the program is on this machine.
  static boolean has(String program) {
    for (String folder : List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /// Starts a server in the foreground; it is ended when this is closed.
  Process serve(String name, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(logs.resolve(name + ".log").toFile())
              .start();
      running.push(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Something to be done when this is closed.
  void onClose(Runnable stop) {
    stoppers.push(stop);
  }

  static Result run(
      Duration limit, Map<String, String> environment, Path folder, String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      Process process =
          builder
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      Result result =
          new Result(
              ended ? process.exitValue() : -1,
              Files.readString(out, StandardCharsets.UTF_8),
              Files.readString(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lets the users of servers reach what lies in the folder, through all folders above it that are
  /// this run's.
  static void readable(Path folder) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    for (Path above = folder; above != null; above = above.getParent()) {
      if (above.startsWith(temporary) && !above.equals(temporary)) {
        run(folder, "chmod", "a+rx", above.toString()).orFail();
      }
    }
  }

  /// Runs a shell script in which `$1` and so on are the arguments.
  static Result shell(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return run(Path.of("/"), command.toArray(String[]::new));
  }

  static Result run(Path folder, String... command) {
    return run(Duration.ofMinutes(1), Map.of(), folder, command);
  }

  @Override
  public void close() {
    stoppers.forEach(Runnable::run);
    List<Process> ending = new ArrayList<>(running);
    ending.forEach(Process::destroy);
    for (Process process : ending) {
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    try {
      turn.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.mailmedic.app;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Options;
import org.mailmedic.engine.probe.ProgressEvent;

/// What is under way, on one line of a terminal's standard error that is wiped at the end; nothing
/// anywhere else.
final class Progress implements ProgressEvent.Listener, AutoCloseable {
  private static final String WIPE = "\r\u001b[K";

  private final Output err;
  private final boolean shown;
  private final Set<Object> running = ConcurrentHashMap.newKeySet();
  private boolean ended;

  private Progress(Output err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  static Progress of(Surroundings around, CommandLine line) {
    Progress progress =
        new Progress(around.err(), around.terminalErr() && !line.has(Options.QUIET));
    if (progress.shown) {
      // Run where the program is interrupted: the terminal is left tidy.
      Runtime.getRuntime().addShutdownHook(new Thread(progress::interrupted));
    }
    return progress;
  }

  @Override
  public void hear(ProgressEvent event) {
    if (!shown) {
      return;
    }
    switch (event) {
      case ProgressEvent.Started started -> {
        running.add(started.key());
        say(started.checkId() + " " + started.key().subject());
      }
      case ProgressEvent.Finished finished -> running.remove(finished.key());
    }
  }

  /// Shows how far it is.
  void show(String what) {
    if (shown) {
      say(what);
    }
  }

  /// Makes room for a line that stays.
  void wipe() {
    if (shown) {
      err.print(WIPE).flush();
    }
  }

  private synchronized void interrupted() {
    ended = true;
    wipe();
  }

  private synchronized void say(String what) {
    if (ended) {
      return;
    }
    String line = Printable.of(what);
    String cut = line.length() > 70 ? line.substring(0, 70) + "…" : line;
    err.print(WIPE + "… " + cut).flush();
  }

  @Override
  public void close() {
    wipe();
  }
}

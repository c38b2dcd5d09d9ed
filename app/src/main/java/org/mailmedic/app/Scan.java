package org.mailmedic.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Options;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.app.start.NativeCryptography;
import org.mailmedic.engine.Diagnostician;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.probe.ProgressEvent;
import org.mailmedic.engine.probe.SharedEvidence;
import org.mailmedic.engine.world.live.LiveWorld;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.knowledge.providers.Providers;
import org.mailmedic.protocol.address.Subject;
import org.mailmedic.report.FailedLine;
import org.mailmedic.report.Format;
import org.mailmedic.report.Reports;
import org.mailmedic.report.catalogue.Catalogue;

/// `scan`: many addresses and domains, one a line, diagnosed side by side in one world; the results
/// stand in the order of the input. Empty lines and what stands behind a `#` are passed over.
final class Scan {
  /// Diagnoses under way at a time.
  private static final int AT_A_TIME = 64;

  /// Results that wait for the one before them, at most.
  private static final int AHEAD = 512;

  private final Surroundings around;
  private final CommandLine line;
  private final Settings settings;
  private final Providers providers;
  private final Diagnostician diagnostician;
  private final Format format;
  private final Set<Symptom> symptoms;
  private final @Nullable String provider;
  private final Duration timeout;
  private final Catalogue catalogue;
  private final Sentences sentences;
  private final SharedEvidence shared = new SharedEvidence();
  private final Semaphore places = new Semaphore(AT_A_TIME);
  private final AtomicLong begun = new AtomicLong();
  private final Progress progress;
  private final NativeCryptography cryptography = new NativeCryptography();
  private @Nullable WrongCall badEnd;
  private long done;
  private long failed;

  Scan(Surroundings around, CommandLine line) throws WrongCall {
    this.around = around;
    this.line = line;
    this.settings = Settings.of(around, line);
    this.providers = settings.providers();
    this.diagnostician = new Diagnostician(providers);
    this.format = line.has(Options.FORMAT) ? Diagnose.format(line) : Format.JSON;
    this.symptoms = Diagnose.symptoms(line);
    this.provider = Diagnose.provider(line, providers);
    this.timeout = settings.timeout();
    this.catalogue = Catalogue.of(Language.of(around, settings.language()));
    this.sentences = Sentences.of(Language.of(around, settings.language()));
    this.progress = Progress.of(around, line);
  }

  /// What became of one line.
  private record Result(String text, @Nullable String trouble) {}

  int run() throws WrongCall {
    String operand = line.operand();
    if (operand == null) {
      throw new WrongCall("operand-missing", "command", "scan");
    }
    Queue<CompletableFuture<Result>> results = new ArrayDeque<>();
    try (progress;
        Lines lines = Lines.open(operand, around);
        LiveWorld world = settings.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String next = next(lines); next != null && !around.out().closed(); next = next(lines)) {
        String subject = withoutNote(next).strip();
        if (subject.isEmpty()) {
          continue;
        }
        results.add(begin(subject, lines.number(), world, threads));
        while (!results.isEmpty() && (results.peek().isDone() || results.size() >= AHEAD)) {
          finish(results.remove());
        }
      }
      while (!results.isEmpty() && !around.out().closed()) {
        finish(results.remove());
      }
      threads.shutdownNow();
      cryptography.finish();
    }
    WrongCall end = badEnd;
    if (end != null) {
      throw end;
    }
    if (begun.get() == 0 && failed == 0) {
      around
          .err()
          .println(
              "mailmedic: "
                  + sentences.text("error.list-empty", Map.of("file", Printable.of(operand))));
    }
    return failed == 0 ? ExitStatus.FINE : ExitStatus.FAULT;
  }

  /// What stands before a `#` at the beginning or behind a space; an address may have one too.
  private static String withoutNote(String line) {
    for (int i = line.indexOf('#'); i >= 0; i = line.indexOf('#', i + 1)) {
      if (i == 0 || Character.isWhitespace(line.charAt(i - 1))) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  /// The next line; null at the end, and where the list can't be read any further, which is said
  /// after what was begun before.
  private @Nullable String next(Lines lines) {
    try {
      return lines.next();
    } catch (WrongCall end) {
      badEnd = end;
      return null;
    }
  }

  private CompletableFuture<Result> begin(
      String subject, long number, LiveWorld world, ExecutorService threads) throws WrongCall {
    Subject.Valid valid;
    try {
      valid = Diagnose.subject(subject);
    } catch (WrongCall wrong) {
      return CompletableFuture.completedFuture(failure(number, subject, sentences.text(wrong)));
    }
    places.acquireUninterruptibly();
    cryptography.begunWith(begun.incrementAndGet());
    Complaint complaint =
        Complaint.about(subject, valid.localPart(), valid.domain())
            .withSymptoms(symptoms)
            .withProvider(provider)
            .withRecipientCheck(!line.has(Options.NO_RECIPIENT_CHECK));
    return CompletableFuture.supplyAsync(() -> diagnose(complaint, world), threads)
        .whenComplete((result, fault) -> places.release());
  }

  private Result diagnose(Complaint complaint, LiveWorld world) {
    Diagnosis diagnosis =
        diagnostician.conclude(
            diagnostician.gather(complaint, world, timeout, ProgressEvent.Listener.NONE, shared));
    return new Result(
        format == Format.JSON
            ? Reports.line(diagnosis, catalogue)
            : Reports.diagnosis(diagnosis, format, catalogue, Diagnose.look(around, line)) + "\n",
        null);
  }

  private Result failure(long number, String subject, String error) {
    String shown = Printable.of(subject);
    String trouble = sentences.text("error.scan-line", Map.of("line", number, "problem", error));
    return new Result(
        format == Format.JSON ? FailedLine.ofScan(number, shown, error).json() : "", trouble);
  }

  private void finish(CompletableFuture<Result> future) {
    Result result;
    try {
      result = future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    done++;
    around.out().print(result.text()).flush();
    String trouble = result.trouble();
    if (trouble != null) {
      failed++;
      progress.wipe();
      around.err().println("mailmedic: " + trouble).flush();
    }
    progress.show(done + " / " + begun.get());
  }
}

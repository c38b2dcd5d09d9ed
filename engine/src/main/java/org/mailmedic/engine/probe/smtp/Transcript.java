package org.mailmedic.engine.probe.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mailmedic.engine.evidence.TranscriptLine;
import org.mailmedic.engine.evidence.TranscriptLine.Side;

/// What went over the wire, with times since it was begun. Used by one thread at a time.
public final class Transcript {
  private final long begun = System.nanoTime();
  private final List<TranscriptLine> lines = new ArrayList<>();

  /// Milliseconds since the beginning.
  public long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  /// Writes a line down, cut where it is long; nothing where there are many already.
  public void add(Side from, String text) {
    if (lines.size() < DialogueLimits.MAX_TRANSCRIPT_LINES) {
      String kept =
          text.length() <= DialogueLimits.MAX_TRANSCRIPT_CHARS
              ? text
              : text.substring(0, DialogueLimits.MAX_TRANSCRIPT_CHARS) + "…";
      lines.add(new TranscriptLine(now(), from, kept));
    }
  }

  /// The lines so far.
  public List<TranscriptLine> lines() {
    return List.copyOf(lines);
  }
}

package org.mailmedic.engine.evidence;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessTalk.BreakOff;
import org.mailmedic.engine.evidence.AccessTalk.Kind;

/// A message that an account sent to itself, and what became of it. Only one in a diagnosis. Key
/// subject: the address.
///
/// @param address from whom and to whom
/// @param messageId its Message-ID, without angle brackets; made by chance
/// @param host the outgoing server
/// @param taken that server's word on the whole message; null where none came
/// @param patienceMs how long it was meant to be waited for, milliseconds
/// @param waitedMs how long it was waited for, or how long it took, since it was taken
/// @param folder where it arrived; null where it did not
/// @param junk whether that is the folder for junk
/// @param hops what the servers on its way wrote, the first one first; empty where it did not
///   arrive
/// @param authentication what the receiving side says of its origin (`Authentication-Results`
///   without the name), as written
/// @param removal whether it is gone again
/// @param breakOff how the talk with the mailbox ended before we ended it; null where it did not
/// @param transcript what went over both wires, without password and without the message
public record TestDelivery(
    String address,
    String messageId,
    String host,
    @Nullable AccessReply taken,
    long patienceMs,
    long waitedMs,
    @Nullable String folder,
    boolean junk,
    List<Hop> hops,
    List<String> authentication,
    Removal removal,
    @Nullable BreakOff breakOff,
    List<TranscriptLine> transcript)
    implements Evidence {
  /// What has not arrived after that is lost (verdict 20).
  public static final Duration LOST_AFTER = Duration.ofMinutes(5);

  public TestDelivery {
    hops = List.copyOf(hops);
    authentication = List.copyOf(authentication);
    transcript = List.copyOf(transcript);
  }

  /// The key of the message of an address.
  public static EvidenceKey<TestDelivery> key(String address) {
    return new EvidenceKey<>(TestDelivery.class, address);
  }

  /// A server that took the message.
  ///
  /// @param by its name; null where it does not say
  /// @param with the protocol's word; null where it does not say
  /// @param afterMs how long after the server before it; by the servers' own clocks, so it may be
  ///   negative; 0 for the first and where a date can't be read
  public record Hop(@Nullable String by, @Nullable String with, long afterMs) {}

  /// What became of the message in the mailbox.
  public enum Removal {
    /// There was nothing to remove.
    NONE,
    /// It is gone.
    GONE,
    /// It is marked as deleted; this server has no way to remove one message alone.
    MARKED,
    /// It could not be removed.
    LEFT
  }

  /// Whether the outgoing server took the message.
  public boolean sent() {
    return taken != null && taken.positive();
  }

  /// Whether it arrived.
  public boolean arrived() {
    return folder != null;
  }

  /// Whether the outgoing server refused the message.
  public boolean refused() {
    return taken != null && !taken.positive();
  }

  /// False where it was sent and we could not look long enough whether it arrived.
  @Override
  public boolean settled() {
    return refused() || arrived() || (sent() && breakOff == null && waitedMs >= patienceMs);
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return breakOff == null || breakOff.kind() == Kind.TIMEOUT
        ? Attempt.Reason.DEADLINE
        : Attempt.Reason.SOURCE_FAILED;
  }

  @Override
  public String kind() {
    return "delivery";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder("<").append(messageId).append("> ").append(host);
    line.append(" →");
    if (taken != null) {
      line.append(' ').append(taken.oneLine());
    }
    if (arrived()) {
      line.append(", ").append(folder).append(" +").append(waitedMs).append(" ms");
    } else if (sent()) {
      line.append(", – +").append(waitedMs).append(" ms");
    }
    for (Hop hop : hops) {
      line.append(", ").append(hop.by()).append(" +").append(hop.afterMs()).append(" ms");
    }
    if (removal == Removal.MARKED || removal == Removal.LEFT) {
      line.append(", ").append(removal);
    }
    if (breakOff != null) {
      line.append(", ").append(breakOff.stage()).append(' ').append(breakOff.kind());
    }
    return line.toString();
  }
}

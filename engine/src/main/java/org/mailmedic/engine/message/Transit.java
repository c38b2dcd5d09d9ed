package org.mailmedic.engine.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.received.MessageDate;
import org.mailmedic.protocol.received.ReceivedField;

/// The way of a message, by what each server wrote of it. Clocks that contradict the most of the
/// others are taken for wrong ones, and no delay is told from them.
///
/// @param written what the message itself says of when it was written; null where it does not
/// @param hops the oldest first
/// @param total from the first clock that is right to the last; null where there are not two
/// @param held which hop it waited for the longest, from 0, where that was a minute or more; -1
///   where nobody held it
public record Transit(
    @Nullable Instant written, List<Hop> hops, @Nullable Duration total, int held) {
  /// Servers that are looked at (docs/limits.md).
  static final int MAX_HOPS = 100;

  /// How far clocks may be apart without being wrong.
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  /// From here on somebody held it.
  private static final Duration HELD = Duration.ofMinutes(1);

  public Transit {
    hops = List.copyOf(hops);
  }

  /// Reads the way of a message from its header.
  public static Transit of(RawMessage message) {
    List<ReceivedField> fields = new ArrayList<>();
    for (RawField field : message.all("Received")) {
      if (fields.size() < MAX_HOPS) {
        fields.addFirst(ReceivedField.parse(field.value()));
      }
    }
    MessageDate date = MessageDate.parse(GivenMessages.field(message, "Date"));
    return of(date == null ? null : date.instant(), fields);
  }

  static Transit of(@Nullable Instant written, List<ReceivedField> fields) {
    List<Integer> right = right(fields);
    List<Hop> hops = new ArrayList<>();
    int held = -1;
    Duration longest = HELD;
    int before = -1;
    for (int i = 0; i < fields.size(); i++) {
      boolean trusted = right.contains(i);
      Duration delay = trusted && before >= 0 ? between(fields, before, i) : null;
      Duration skew = trusted ? null : skew(fields, right, i);
      if (delay != null && delay.compareTo(longest) >= 0) {
        longest = delay;
        held = i;
      }
      before = trusted ? i : before;
      hops.add(hop(fields.get(i), delay, skew));
    }
    boolean measured = right.size() > 1;
    Duration total = measured ? between(fields, right.getFirst(), right.getLast()) : null;
    return new Transit(written, hops, total, held);
  }

  private static Hop hop(ReceivedField field, @Nullable Duration delay, @Nullable Duration skew) {
    IpAddress address = field.address();
    return new Hop(
        field.name() == null ? field.helo() : field.name(),
        address == null ? null : address.toString(),
        field.by(),
        field.with(),
        field.encrypted(),
        field.authenticated(),
        time(field),
        delay,
        skew);
  }

  private static @Nullable Instant time(ReceivedField field) {
    MessageDate date = field.date();
    return date == null ? null : date.instant();
  }

  /// Never negative: within the tolerance, none.
  private static @Nullable Duration between(List<ReceivedField> fields, int from, int to) {
    Instant start = time(fields.get(from));
    Instant end = time(fields.get(to));
    if (start == null || end == null) {
      return null;
    }
    Duration between = Duration.between(start, end);
    return between.isNegative() ? Duration.ZERO : between;
  }

  /// How far a wrong clock is from the last right one before it, or the next one after it.
  private static @Nullable Duration skew(List<ReceivedField> fields, List<Integer> right, int at) {
    Instant own = time(fields.get(at));
    if (own == null || right.isEmpty()) {
      return null;
    }
    Duration nearest = null;
    for (int each : right) {
      Instant other = time(fields.get(each));
      Duration apart = other == null ? Duration.ZERO : Duration.between(other, own);
      if (each < at) {
        nearest = apart.isNegative() ? apart : null; // behind the last one before it
      } else {
        return nearest == null ? apart : nearest; // ahead of the first one after it
      }
    }
    return nearest;
  }

  /// The longest row of hops whose clocks go forward: the most clocks that agree.
  private static List<Integer> right(List<ReceivedField> fields) {
    int count = fields.size();
    int[] length = new int[count];
    int[] previous = new int[count];
    Arrays.fill(previous, -1);
    int best = -1;
    for (int i = 0; i < count; i++) {
      Instant time = time(fields.get(i));
      if (time == null) {
        continue;
      }
      length[i] = 1;
      for (int j = 0; j < i; j++) {
        Instant earlier = time(fields.get(j));
        boolean forward = earlier != null && !time.plus(TOLERANCE).isBefore(earlier);
        if (forward && length[j] + 1 > length[i]) {
          length[i] = length[j] + 1;
          previous[i] = j;
        }
      }
      best = best < 0 || length[i] >= length[best] ? i : best;
    }
    List<Integer> row = new ArrayList<>();
    for (int at = best; at >= 0; at = previous[at]) {
      row.addFirst(at);
    }
    return row;
  }
}

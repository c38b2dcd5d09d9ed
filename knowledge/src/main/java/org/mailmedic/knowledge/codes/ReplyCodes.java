package org.mailmedic.knowledge.codes;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The reference of SMTP replies: every reply code in use, the whole IANA registry of enhanced
/// status codes, and codes as the big services use them. Immutable.
public final class ReplyCodes {
  private static final class Holder {
    static final ReplyCodes BUILT_IN = load();
  }

  /// What a reply of class 2 means, whatever else it says.
  private static final String DELIVERED = "notice.delivered";

  /// The last subject that the IANA registry has.
  private static final char LAST_SUBJECT = '7';

  private final Map<String, ReplyCode> byKey;

  private ReplyCodes(Map<String, ReplyCode> byKey) {
    this.byKey = byKey;
  }

  /// The reference that comes with the program.
  public static ReplyCodes builtIn() {
    return Holder.BUILT_IN;
  }

  /// Every entry: reply codes, enhanced ones by subject and detail, then dialects.
  public Collection<ReplyCode> all() {
    return Collections.unmodifiableCollection(byKey.values());
  }

  /// The entry with this key (`550`, `x.1.1`, `550 5.7.26`, `5.7.509`).
  public Optional<ReplyCode> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /// What is known of a code, the most telling entry first: a dialect's, the enhanced code's, the
  /// reply code's. Empty where only its digits tell something ([#digits]).
  public List<ReplyCode> about(Asked asked) {
    List<ReplyCode> entries = new ArrayList<>();
    String enhanced = asked.enhanced();
    if (enhanced != null) {
      if (asked.code() > 0) {
        add(entries, asked.code() + " " + enhanced);
      }
      add(entries, enhanced);
      add(entries, "x" + enhanced.substring(1));
    }
    if (asked.code() > 0) {
      add(entries, String.valueOf(asked.code()));
    }
    return entries;
  }

  private void add(List<ReplyCode> entries, String key) {
    ReplyCode entry = byKey.get(key);
    if (entry == null) {
      return;
    }
    // Records are compared by late linking, which costs 20 ms at a start; keys are not.
    for (ReplyCode known : entries) {
      if (known.key().equals(key)) {
        return;
      }
    }
    entries.add(entry);
  }

  /// The dialects of a reply code or an enhanced one that was asked for alone (`550`: `550 5.7.26`,
  /// …).
  public List<ReplyCode> dialects(Asked asked) {
    List<ReplyCode> entries = new ArrayList<>();
    String enhanced = asked.enhanced();
    for (ReplyCode entry : byKey.values()) {
      int space = entry.key().indexOf(' ');
      boolean ofReplyCode = enhanced == null && entry.key().startsWith(asked.code() + " ");
      boolean ofEnhanced =
          enhanced != null && asked.code() == 0 && entry.key().endsWith(" " + enhanced);
      if (space > 0 && (ofReplyCode || ofEnhanced)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /// The cause that a code usually names by itself, without the text beside it; empty where it
  /// names none. Never one that calls an address dead where the refusal is temporary.
  ///
  /// @param code the reply code; 0 where there is none
  /// @param enhanced the enhanced status code; null where there is none
  public Optional<String> cause(int code, @Nullable String enhanced) {
    Asked asked = new Asked(code, enhanced);
    if (enhanced == null ? code / 100 == 2 : enhanced.startsWith("2")) {
      return Optional.of(DELIVERED);
    }
    for (ReplyCode entry : about(asked)) {
      String cause = asked.temporary() ? entry.temporary() : entry.cause();
      if (cause != null && !cause.equals("unknown")) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /// The keys of the texts that say what the digits mean: `digit.5xx` and `digit.x5x` of a reply
  /// code, `digit.5.x.x` and `digit.x.1.x` (`digit.x.other.x` where the subject is not registered)
  /// of an enhanced one.
  public static List<String> digits(Asked asked) {
    List<String> keys = new ArrayList<>();
    if (asked.code() > 0) {
      keys.add("digit." + asked.code() / 100 + "xx");
      keys.add("digit.x" + asked.code() / 10 % 10 + "x");
    }
    String enhanced = asked.enhanced();
    if (enhanced != null) {
      String[] parts = enhanced.split("\\.");
      if (!parts[0].equals("x")) {
        keys.add("digit." + parts[0] + ".x.x");
      }
      boolean registered = parts[1].length() == 1 && parts[1].charAt(0) <= LAST_SUBJECT;
      keys.add("digit.x." + (registered ? parts[1] : "other") + ".x");
    }
    return keys;
  }

  private static ReplyCodes load() {
    try (InputStream raw =
            ReplyCodes.class.getResourceAsStream("/org/mailmedic/knowledge/codes.bin");
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(Objects.requireNonNull(raw, "codes.bin")))) {
      int count = in.readShort();
      Map<String, ReplyCode> byKey = new LinkedHashMap<>(count * 2);
      for (int i = 0; i < count; i++) {
        ReplyCode entry = read(in);
        byKey.put(entry.key(), entry);
      }
      return new ReplyCodes(byKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReplyCode read(DataInputStream in) throws IOException {
    String key = in.readUTF();
    String by = in.readUTF();
    String cause = in.readUTF();
    String temporary = in.readUTF();
    List<String> also = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      also.add(in.readUTF());
    }
    List<Integer> codes = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      codes.add((int) in.readShort());
    }
    return new ReplyCode(
        key,
        by,
        cause.isEmpty() ? null : cause,
        temporary.isEmpty() ? null : temporary,
        also,
        codes,
        in.readUTF());
  }
}

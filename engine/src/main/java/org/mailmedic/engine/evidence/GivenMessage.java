package org.mailmedic.engine.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The message that was sent, as far as it was given (`--bounce`): what a content filter looks at
/// in it. Key subject: `message`.
///
/// @param enclosed whether it came inside a message that came back
/// @param bodySeen whether its body is there, and not its header alone
/// @param from the address of the first `From`; null where there is none
/// @param subject decoded; null where it has none
/// @param date what `Date` says; null where it is missing or can't be read
/// @param firstReceived when the first server took it; null where that is not known
/// @param received how many servers left a line in it
/// @param counts how often each of the fields is there that belong there once at most
/// @param rawFields names of the fields with bytes above 127 that are in no charset
/// @param brokenFields names of the fields with encoded words that can't be decoded
/// @param longestLine bytes of the longest line
/// @param bareLineFeeds how many lines end with LF alone while others end with CRLF
/// @param parts what it holds
/// @param textLetters, htmlLetters letters and digits that a reader sees of each kind of text
/// @param images images that its page shows
/// @param links where its page leads
/// @param active names of the elements in it that mail programs refuse (`script`, `form`)
/// @param signers domains that signed it (DKIM), the topmost first
public record GivenMessage(
    boolean enclosed,
    boolean bodySeen,
    @Nullable String from,
    @Nullable String subject,
    @Nullable Instant date,
    @Nullable Instant firstReceived,
    int received,
    List<Count> counts,
    List<String> rawFields,
    List<String> brokenFields,
    int longestLine,
    int bareLineFeeds,
    List<Part> parts,
    int textLetters,
    int htmlLetters,
    int images,
    List<Link> links,
    List<String> active,
    List<String> signers)
    implements Evidence {
  public GivenMessage {
    counts = List.copyOf(counts);
    rawFields = List.copyOf(rawFields);
    brokenFields = List.copyOf(brokenFields);
    parts = List.copyOf(parts);
    links = List.copyOf(links);
    active = List.copyOf(active);
    signers = List.copyOf(signers);
  }

  /// The key; there is one a case.
  public static EvidenceKey<GivenMessage> key() {
    return new EvidenceKey<>(GivenMessage.class, "message");
  }

  /// How often a field is there.
  public record Count(String field, int times) {}

  /// A part.
  ///
  /// @param type media type, lower case
  /// @param fileName null where it has none
  /// @param bytes as it is in the message
  /// @param problems what is broken in it, lower case words
  public record Part(String type, @Nullable String fileName, long bytes, List<String> problems) {
    public Part {
      Objects.requireNonNull(type, "type");
      problems = List.copyOf(problems);
    }
  }

  /// A link.
  public record Link(String target, String text) {}

  /// How often a field is there.
  public int times(String field) {
    return counts.stream().filter(c -> c.field().equals(field)).mapToInt(Count::times).sum();
  }

  @Override
  public String kind() {
    return "input";
  }

  @Override
  public String summary() {
    return "From: " + from + ", Subject: " + subject;
  }
}

package org.mailmedic.knowledge.codes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry of the reference: a reply code, an enhanced status code, or a code as one service uses
/// it.
///
/// @param key `550`, `x.1.1` (any class), `550 5.7.26` or `5.7.509`
/// @param by whose dialect it is; empty where it is everybody's
/// @param cause the id of what it usually means as a refusal; null where it reports no trouble
/// @param temporary the id of what it usually means as a temporary refusal; null where it reports
///   no trouble
/// @param also ids of what else it is used for, the likeliest first
/// @param replyCodes the reply codes that the IANA registry puts beside an enhanced one; empty: any
/// @param source where it is defined
public record ReplyCode(
    String key,
    String by,
    @Nullable String cause,
    @Nullable String temporary,
    List<String> also,
    List<Integer> replyCodes,
    String source) {

  public ReplyCode {
    also = List.copyOf(also);
    replyCodes = List.copyOf(replyCodes);
  }

  /// The key of the text that says what it means; with `.action` behind it, where there is one, of
  /// the text that says what to do first.
  public String text() {
    return "code." + key.replace(' ', '-');
  }

  /// Whether it is an enhanced status code of any class (`x.1.1`).
  public boolean anyClass() {
    return key.startsWith("x.");
  }
}

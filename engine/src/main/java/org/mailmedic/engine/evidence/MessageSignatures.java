package org.mailmedic.engine.evidence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The signatures of the message that was given, tried with the keys that are published today
/// (DKIM, RFC 6376; ARC, RFC 8617). Key subject: `message`.
///
/// @param fromDomain the domain of `From`, A-labels, lower case; null: unknown
/// @param enclosed whether the message came inside one that came back
/// @param handed whether a mail server has had it: only then is a missing signature worth a word
/// @param signatures the topmost first; empty where it has none
/// @param arc what became of its chain of seals (`none`, `pass`, `fail`)
/// @param arcReason why the chain fails; null otherwise
public record MessageSignatures(
    @Nullable String fromDomain,
    boolean enclosed,
    boolean handed,
    List<Tried> signatures,
    String arc,
    @Nullable String arcReason)
    implements Evidence {
  public MessageSignatures {
    signatures = List.copyOf(signatures);
  }

  /// The key; there is one a case.
  public static EvidenceKey<MessageSignatures> key() {
    return new EvidenceKey<>(MessageSignatures.class, "message");
  }

  /// What became of one signature.
  ///
  /// @param domain null where it can't be told
  /// @param selector null where it can't be told
  /// @param status as in Authentication-Results (`pass`, `fail`, `permerror` …)
  /// @param reason a fixed word; `none` for a pass
  public record Tried(
      @Nullable String domain, @Nullable String selector, String status, String reason) {}

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public boolean settled() {
    return signatures.stream().noneMatch(each -> each.status().equals("temperror"));
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    return Attempt.Reason.DEADLINE;
  }

  @Override
  public String summary() {
    List<String> lines = new ArrayList<>();
    for (Tried each : signatures) {
      lines.add(
          "dkim="
              + each.status()
              + " d="
              + each.domain()
              + " s="
              + each.selector()
              + (each.status().equals("pass") ? "" : " (" + each.reason() + ")"));
    }
    if (lines.isEmpty()) {
      lines.add("dkim=none");
    }
    lines.add("arc=" + arc);
    return String.join("; ", lines);
  }
}

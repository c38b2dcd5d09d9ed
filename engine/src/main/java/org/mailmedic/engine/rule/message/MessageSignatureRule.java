package org.mailmedic.engine.rule.message;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.MessageSignatures;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether the message that was given is signed by its domain, and the signature holds today. What
/// is published is the other rule's ([org.mailmedic.engine.rule.dkim.DkimRule]).
public final class MessageSignatureRule implements Rule {
  private static final double HEADER = 0.85;

  /// Relays change bodies, and so do programs that save a message.
  private static final double BODY = 0.6;

  private static final double UNSIGNED = 0.8;

  @Override
  public Set<String> ids() {
    return Set.of("dkim.missing", "dkim.invalid");
  }

  @Override
  public String checkId() {
    return "sending.dkim";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    Observation<MessageSignatures> observation = file.find(MessageSignatures.key()).orElse(null);
    MessageSignatures seen =
        observation == null ? null : observation.attempt().observed().orElse(null);
    String domain = file.complaint().domain();
    if (observation == null || seen == null || !concerns(seen.fromDomain(), domain)) {
      return List.of();
    }
    List<MessageSignatures.Tried> own =
        seen.signatures().stream().filter(each -> aligned(each.domain(), domain)).toList();
    if (own.isEmpty()) {
      return seen.handed() ? List.of(unsigned(domain).on(observation).build()) : List.of();
    }
    boolean holds = own.stream().anyMatch(each -> each.status().equals("pass"));
    MessageSignatures.Tried broken =
        own.stream().filter(each -> certainty(each, seen) > 0).findFirst().orElse(null);
    if (holds || broken == null) {
      return List.of();
    }
    return List.of(
        Found.of("dkim.invalid", domain + "/" + broken.selector())
            .level(Level.AT_RISK)
            .certainty(certainty(broken, seen))
            .with("domain", domain)
            .with("selector", broken.selector())
            .with("problem", "signature")
            .on(observation)
            .build());
  }

  private static Found unsigned(String domain) {
    return Found.of("dkim.missing", domain)
        .level(Level.AT_RISK)
        .certainty(UNSIGNED)
        .with("domain", domain);
  }

  /// 0 where it says nothing: keys are judged elsewhere, and whoever returns a message may cut it.
  private static double certainty(MessageSignatures.Tried tried, MessageSignatures seen) {
    return switch (tried.reason()) {
      case "signature_wrong" -> HEADER;
      case "body_changed" -> seen.enclosed() ? 0 : BODY;
      default -> 0;
    };
  }

  /// Whether the message is from the domain, and not merely given with it.
  private static boolean concerns(@Nullable String from, String domain) {
    return from != null && (from.equals(domain) || from.endsWith("." + domain));
  }

  private static boolean aligned(@Nullable String signer, String domain) {
    return signer != null
        && (signer.equals(domain)
            || signer.endsWith("." + domain)
            || domain.endsWith("." + signer));
  }
}

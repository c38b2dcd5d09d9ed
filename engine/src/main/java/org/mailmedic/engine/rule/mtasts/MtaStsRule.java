package org.mailmedic.engine.rule.mtasts;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MtaSts;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.engine.rule.inbound.Hosts;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.protocol.mtasts.StsPolicy;
import org.mailmedic.protocol.mtasts.StsPolicy.Mode;
import org.mailmedic.protocol.mtasts.StsRecord;

/// Whether the policy that the domain announces can be read, and whether its own servers meet it
/// where it is enforced (RFC 8461, verdict 16). A policy that can't be read is as if there were
/// none; TLSA records do not make up for a certificate here, for senders judge the two apart
/// (section 2).
public final class MtaStsRule implements Rule {
  private static final int OK = 200;

  @Override
  public Set<String> ids() {
    return Set.of("mta-sts.invalid", "mta-sts.blocks-delivery");
  }

  @Override
  public String checkId() {
    return "mta-sts.policy";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (Observation<MtaSts> observation : file.all(MtaSts.class)) {
      Optional<MtaSts> seen = observation.attempt().observed();
      if (seen.isPresent()) {
        Problem problem = problem(seen.get());
        if (problem != null) {
          findings.add(invalid(observation, seen.get(), problem));
        }
        blocks(file, observation, seen.get()).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /// @param detail as seen; null where there is nothing to say
  private record Problem(String word, @Nullable String detail) {}

  private static Finding invalid(Observation<MtaSts> observation, MtaSts seen, Problem problem) {
    return Found.of("mta-sts.invalid", seen.domain())
        .level(Level.ADVICE)
        .with("domain", seen.domain())
        .with("problem", problem.word())
        .with("detail", problem.detail())
        .on(observation)
        .build();
  }

  private static @Nullable Problem problem(MtaSts seen) {
    List<String> meant = seen.texts().stream().filter(StsRecord::isMeant).toList();
    if (meant.size() > 1) {
      return new Problem("several_records", null);
    }
    if (meant.isEmpty()) {
      return Spelling.similar(seen.texts(), "v=sts") ? new Problem("record", null) : null;
    }
    if (StsRecord.parse(meant.getFirst()).isEmpty()) {
      return new Problem("record", meant.getFirst());
    }
    return seen.page() == null ? null : problem(seen.page());
  }

  private static @Nullable Problem problem(MtaSts.Page page) {
    String failure = page.failure();
    if (failure != null) {
      String word = failure.equals("CERTIFICATE_INVALID") ? "certificate" : "unreachable";
      return new Problem(word, page.detail());
    }
    if (page.status() >= 300 && page.status() < 400) {
      return new Problem("redirect", page.detail());
    }
    if (page.status() != OK) {
      return new Problem("status", "HTTP " + page.status());
    }
    if (page.truncated()) {
      return new Problem("too_large", null);
    }
    // RFC 8461 section 3.2: the media type guards against pages that anybody may put there.
    if (!isPlainText(page.contentType())) {
      return new Problem("type", page.contentType());
    }
    String syntax = StsPolicy.parse(page.body()).problem();
    return syntax == null ? null : new Problem("syntax", syntax);
  }

  private static boolean isPlainText(@Nullable String contentType) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("text/plain");
  }

  private static Optional<Finding> blocks(
      CaseFile file, Observation<MtaSts> observation, MtaSts seen) {
    StsPolicy policy = enforced(seen);
    Optional<Observation<MxRecords>> mx =
        file.find(new EvidenceKey<>(MxRecords.class, seen.domain()));
    if (policy == null || mx.isEmpty()) {
      return Optional.empty();
    }
    Hosts hosts = Hosts.of(file);
    Set<HostMeets> outcomes = EnumSet.noneOf(HostMeets.class);
    List<String> failing = new ArrayList<>();
    Set<Observation<?>> evidence = new LinkedHashSet<>(List.of(observation, mx.get()));
    for (String host : mx.get().attempt().observed().map(MtaStsRule::hosts).orElse(List.of())) {
      List<Observation<SmtpDialogue>> dialogues = hosts.byHost().getOrDefault(host, List.of());
      Set<HostMeets> here =
          HostMeets.of(
              policy, host, dialogues.stream().map(Hosts::dialogue).toList(), file.startedAt());
      outcomes.addAll(here);
      if (here.stream().anyMatch(outcome -> fault(outcome) != null)) {
        failing.add(host);
        evidence.addAll(dialogues);
      }
    }
    if (failing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Found.of("mta-sts.blocks-delivery", seen.domain())
            .level(level(file, outcomes, hosts))
            .with("domain", seen.domain())
            .with("hosts", failing)
            .with("problem", fault(outcomes))
            .on(evidence)
            .build());
  }

  /// The policy, where senders refuse for it; null otherwise.
  private static @Nullable StsPolicy enforced(MtaSts seen) {
    MtaSts.Page page = seen.page();
    if (page == null || page.failure() != null || page.status() != OK || page.truncated()) {
      return null;
    }
    StsPolicy policy = StsPolicy.parse(page.body()).policy();
    return policy != null && policy.mode() == Mode.ENFORCE ? policy : null;
  }

  /// Where senders look for the domain's mail; nowhere with a null MX (RFC 7505).
  private static List<String> hosts(MxRecords mx) {
    if (mx.security().equals("BOGUS")) {
      return List.of();
    }
    if (mx.records().isEmpty()) {
      return mx.status().equals("NODATA") ? List.of(mx.domain()) : List.of();
    }
    return mx.records().stream()
        .map(MxRecords.Mx::host)
        .filter(host -> !host.equals("."))
        .distinct()
        .toList();
  }

  /// Broken where no host is left that senders may use; at-risk where one is, or may be.
  private static Level level(CaseFile file, Set<HostMeets> outcomes, Hosts hosts) {
    if (outcomes.contains(HostMeets.YES)) {
      return Level.AT_RISK;
    }
    boolean unseen =
        outcomes.contains(HostMeets.UNSEEN)
            && file.all(SmtpDialogue.class).size() > hosts.all().size();
    return unseen ? Level.AT_RISK : Level.BROKEN;
  }

  private static @Nullable String fault(HostMeets outcome) {
    return switch (outcome) {
      case NOT_LISTED -> "not_listed";
      case CERTIFICATE -> "certificate";
      case NO_TLS -> "no_tls";
      case YES, UNSEEN -> null;
    };
  }

  /// What is wrong; null where it is not the same everywhere.
  private static @Nullable String fault(Set<HostMeets> outcomes) {
    List<String> faults = new ArrayList<>();
    for (HostMeets outcome : outcomes) {
      String word = fault(outcome);
      if (word != null) {
        faults.add(word);
      }
    }
    return faults.size() == 1 ? faults.getFirst() : null;
  }
}

package org.mailmedic.engine.rule.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.evidence.SpfRecords;
import org.mailmedic.engine.evidence.SpfRecords.Evaluation;
import org.mailmedic.engine.evidence.SpfRecords.Source;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.spf.Qualifier;
import org.mailmedic.protocol.spf.SpfAnswer;
import org.mailmedic.protocol.spf.SpfFault;
import org.mailmedic.protocol.spf.SpfProblem;
import org.mailmedic.protocol.spf.SpfRecord;
import org.mailmedic.protocol.spf.SpfResult;
import org.mailmedic.protocol.spf.SpfSurvey;
import org.mailmedic.protocol.spf.SpfTerm;

/// Whether receivers find the sending servers on the domain's list (SPF, RFC 7208;
/// docs/checks/spf).
public final class SpfRule implements Rule {
  private static final double CERTAIN = 0.97;

  /// That the mail leaves from the service that the MX records lead to is likely, not known.
  private static final double LIKELY_SENDER = 0.85;

  /// A look-up that fails may work again in a minute.
  private static final double PASSING_TROUBLE = 0.6;

  /// Characters of a record, and of a term, that are shown.
  private static final int MAX_SHOWN = 450;

  @Override
  public Set<String> ids() {
    return Set.of("spf.missing", "spf.invalid", "spf.excludes-sender", "spf.allows-everyone");
  }

  @Override
  public String checkId() {
    return "sending.spf";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    String domain = file.complaint().domain();
    Optional<Observation<SpfRecords>> observation = file.find(SpfRecords.key(domain));
    Optional<SpfRecords> seen = observation.flatMap(found -> found.attempt().observed());
    if (seen.isEmpty()) {
      return List.of();
    }
    String service = file.first(ServiceDetection.class).map(ServiceDetection::name).orElse(null);
    List<IpAddress> named = new ArrayList<>();
    for (String text : file.complaint().sendingAddresses()) {
      IpAddress address = IpAddress.parse(text);
      if (address != null) {
        named.add(address);
      }
    }
    for (Evaluation evaluation : seen.get().evaluations()) {
      IpAddress address =
          evaluation.source() == Source.RETURNED ? IpAddress.parse(evaluation.address()) : null;
      if (address != null) {
        named.add(address);
      }
    }
    return new Judgement(seen.get(), named, service)
        .found().stream().map(found -> found.on(observation.get()).build()).toList();
  }

  /// One domain's record.
  private static final class Judgement {
    private final SpfRecords seen;
    private final List<IpAddress> named;
    private final @Nullable String service;
    private final SpfRepair repair;
    private final List<Found> found = new ArrayList<>();

    Judgement(SpfRecords seen, List<IpAddress> named, @Nullable String service) {
      this.seen = seen;
      this.named = named;
      this.service = service;
      this.repair = new SpfRepair(seen);
    }

    List<Found> found() {
      SpfAnswer own = seen.own();
      if (own.unsettled() || own.status() == SpfAnswer.Status.NO_NAME) {
        return found; // what there is to say of that, others say
      }
      List<String> texts = SpfRecord.among(own.texts());
      if (texts.isEmpty()) {
        found.add(
            of("spf.missing", seen.domain())
                .level(Level.AT_RISK)
                .with("wanted", repair.first(named)));
        return found;
      }
      SpfSurvey survey = SpfSurvey.of(seen.domain(), seen.dns());
      SpfFault fault = worst(survey);
      if (fault != null) {
        found.add(invalid(texts, survey.record(), fault, survey.lookups()));
      }
      SpfRecord record = survey.record();
      if (record != null && (fault == null || fault.kind().result() != SpfResult.PERMERROR)) {
        excluded(record);
        if (survey.all() == Qualifier.PASS) {
          found.add(
              of("spf.allows-everyone", seen.domain())
                  .level(Level.ADVICE)
                  .with("record", shown(record.text())));
        }
      }
      return found;
    }

    private static Found of(String id, String domain) {
      return Found.of(id, domain).certainty(CERTAIN).with("domain", domain);
    }

    /// The first error that receivers come to; null where there is none.
    private static @Nullable SpfFault worst(SpfSurvey survey) {
      SpfFault passing = null;
      for (SpfFault fault : survey.faults()) {
        if (fault.kind().result() == SpfResult.PERMERROR) {
          return fault;
        }
        if (fault.kind() == SpfFault.Kind.LOOKUP_FAILED && passing == null) {
          passing = fault;
        }
      }
      return passing;
    }

    private Found invalid(
        List<String> texts, @Nullable SpfRecord record, SpfFault fault, int lookups) {
      boolean elsewhere = !fault.domain().equalsIgnoreCase(seen.domain());
      Found invalid =
          of("spf.invalid", seen.domain())
              .level(Level.AT_RISK)
              .with("problem", problem(fault))
              .with("record", shown(String.join(" | ", texts)))
              .with("where", elsewhere ? fault.domain() : null)
              .with("wanted", elsewhere ? null : repaired(texts, record, fault));
      SpfProblem problem = fault.problem();
      SpfTerm term = fault.term();
      if (problem != null) {
        invalid.with("term", shown(problem.text()));
        invalid.with("position", (long) problem.position() + 1);
      } else if (term != null) {
        invalid.with("term", shown(term.text()));
      }
      if (fault.kind() == SpfFault.Kind.TOO_MANY_LOOKUPS) {
        invalid.with("lookups", (long) lookups);
      }
      if (fault.kind() == SpfFault.Kind.LOOKUP_FAILED) {
        invalid.certainty(PASSING_TROUBLE);
      }
      return invalid;
    }

    private static String problem(SpfFault fault) {
      return switch (fault.kind()) {
        case SEVERAL_RECORDS -> "several";
        case SYNTAX -> "syntax";
        case TOO_MANY_LOOKUPS -> "too_many_lookups";
        case TOO_MANY_VOID_LOOKUPS -> "void_lookups";
        case TOO_MANY_MX -> "too_many_mx";
        case INCLUDE_WITHOUT_RECORD, REDIRECT_WITHOUT_RECORD -> "dead_include";
        case LOOKUP_FAILED, UNOBSERVED -> "lookup_failed";
      };
    }

    private @Nullable String repaired(
        List<String> texts, @Nullable SpfRecord record, SpfFault fault) {
      if (fault.kind() == SpfFault.Kind.SEVERAL_RECORDS) {
        return repair.merged(texts);
      }
      SpfTerm term = fault.term();
      if (record == null) {
        return null;
      }
      return switch (fault.kind()) {
        case SYNTAX -> repair.corrected(record);
        case TOO_MANY_LOOKUPS -> repair.shorter(record);
        case INCLUDE_WITHOUT_RECORD -> term == null ? null : repair.without(record, term);
        default -> null;
      };
    }

    private void excluded(SpfRecord record) {
      List<Evaluation> ofService = new ArrayList<>();
      for (Evaluation evaluation : seen.evaluations()) {
        if (evaluation.source() == Source.SERVICE) {
          ofService.add(evaluation);
        } else if (isExcluded(evaluation)) {
          IpAddress address = IpAddress.parse(evaluation.address());
          found.add(
              excludes(seen.domain() + "/" + evaluation.address(), evaluation)
                  .with("address", evaluation.address())
                  .with("record", shown(record.text()))
                  .with("wanted", address == null ? null : repair.naming(record, named)));
        }
      }
      // Where one of the service's addresses may send, it is named; perhaps only in part, on
      // purpose.
      if (!ofService.isEmpty() && ofService.stream().allMatch(Judgement::isExcluded)) {
        found.add(
            excludes(seen.domain(), ofService.getFirst())
                .certainty(LIKELY_SENDER)
                .with("service", service)
                .with("record", shown(record.text()))
                .with("wanted", repair.naming(record, List.of())));
      }
    }

    private Found excludes(String subject, Evaluation evaluation) {
      boolean silent = evaluation.result().equals(SpfResult.NEUTRAL.id());
      return Found.of("spf.excludes-sender", subject)
          .certainty(CERTAIN)
          .with("domain", seen.domain())
          .level(silent ? Level.AT_RISK : Level.BROKEN);
    }

    private static boolean isExcluded(Evaluation evaluation) {
      return switch (evaluation.result()) {
        case "fail", "softfail", "neutral" -> true;
        default -> false;
      };
    }

    private static String shown(String text) {
      return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
  }
}

package org.mailmedic.engine.cause;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mailmedic.engine.evidence.BlocklistAnswers;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.RecipientServer;
import org.mailmedic.engine.evidence.ReverseName;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.explains.Explains;

/// A cause that stands on the word of a reply alone, since nothing that is seen today explains it
/// (verdict 24).
final class WordAlone {
  /// What remains where live checks could have shown the reason and found all well.
  private static final double CLEAN = 0.7;

  /// What remains where no live check could tell.
  private static final double UNCHECKED = 0.85;

  /// The argument that tells the texts of it.
  static final String ARGUMENT = "today";

  private final List<Explains> links;
  private final boolean conclusive;
  private final boolean recipientTaken;

  private final CaseFile file;

  /// @param links which finding explains which
  /// @param checks what became of the checks
  /// @param file what was seen
  WordAlone(List<Explains> links, List<Check> checks, CaseFile file) {
    this.links = links;
    this.file = file;
    this.conclusive = checks.stream().noneMatch(WordAlone::unfinished);
    this.recipientTaken =
        file.seen(RecipientServer.class).stream().anyMatch(RecipientServer::accepted);
  }

  private static boolean unfinished(Check check) {
    return check.status() == Check.Status.INCONCLUSIVE
        && CheckSpec.ALL.stream().anyMatch(s -> s.needed() && s.id().equals(check.id()));
  }

  /// A root that stands on a reply's word alone: with less certainty, and with the argument `today`
  /// (`clean`) where live checks could have shown its reason.
  Finding weighed(Finding root) {
    boolean clean =
        conclusive
            && (links.stream().anyMatch(link -> live(link, root))
                || lookedAt(root.id())
                || (recipientTaken && ofRecipients(root.id())));
    Map<String, Object> arguments = new TreeMap<>(root.arguments());
    if (clean) {
      arguments.put(ARGUMENT, "clean");
    }
    return new Finding(
        root.id(),
        root.level(),
        root.subject(),
        arguments,
        root.evidence(),
        root.certainty() * (clean ? CLEAN : UNCHECKED));
  }

  /// Whether the very thing was looked at and is not so.
  private boolean lookedAt(String id) {
    return switch (id) {
      case "reputation.ip-blocklisted" -> notListed(BlocklistAnswers.Kind.ADDRESS);
      case "reputation.domain-blocklisted" -> notListed(BlocklistAnswers.Kind.DOMAIN);
      case "reputation.reverse-dns" ->
          file.seen(ReverseName.class).stream().anyMatch(ReverseName::leadsBack);
      default -> false;
    };
  }

  private boolean notListed(BlocklistAnswers.Kind kind) {
    return file.first(BlocklistAnswers.class).stream()
        .flatMap(seen -> seen.answers().stream())
        .anyMatch(answer ->
            answer.kind() == kind && answer.outcome() == BlocklistAnswers.Outcome.NOT_LISTED);
  }

  private boolean live(Explains link, Finding root) {
    return link.effect().equals(root.id())
        && !link.cause().startsWith("network.")
        && (!ofRecipients(link.cause()) || recipientTaken)
        && (!link.cause().startsWith("reputation.") || lookedAt(link.cause()))
        && (link.when() != Explains.Condition.VAGUE_REPLY || Conditions.isVague(root));
  }

  /// Whether only the recipient's server could have told.
  private static boolean ofRecipients(String cause) {
    return cause.startsWith("recipient.")
        || cause.startsWith("relay.")
        || cause.startsWith("routing.")
        || cause.startsWith("sender.");
  }
}

package org.mailmedic.engine.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.reply.ReturnedMailJudge.Judged;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.CauseType;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.protocol.bounce.ReturnedMail;
import org.mailmedic.protocol.reply.Reply;

/// Explains a returned message: what it means for each recipient. Thread-safe.
public final class ReturnedMailExplainer {
  /// Characters of a reply that are shown.
  private static final int MAX_WORDS = 500;

  /// Recipients that are explained one by one.
  private static final int MAX_FAILURES = 200;

  private ReturnedMailExplainer() {}

  /// Explains a message; one of no kind has nothing to explain.
  public static Explanation explain(ReturnedMail mail) {
    List<Explanation.Failure> failures = new ArrayList<>();
    for (Judged judged : ReturnedMailJudge.judge(mail)) {
      if (failures.size() < MAX_FAILURES) {
        failures.add(failure(judged, mail.reportingServer()));
      }
    }
    return new Explanation(mail.kind().isBounce(), failures);
  }

  private static Explanation.Failure failure(Judged judged, @Nullable String reporting) {
    ReturnedMail.Recipient recipient = judged.recipient();
    Reply reply = recipient.reply();
    String words = cut(reply.text());
    Map<String, Object> arguments = new HashMap<>();
    put(arguments, "reply", new Reply(reply.code(), reply.enhanced(), words).line());
    put(arguments, "recipient", recipient.address());
    double confidence = judged.meaning().confidence();
    Finding finding = finding(judged.meaning().cause(), arguments, confidence);
    List<Finding> below =
        judged.expired() ? List.of(finding("message.expired", arguments, confidence)) : List.of();
    CauseType type = CauseCatalogue.builtIn().get(finding.id());
    Level level =
        below.isEmpty() ? type.level() : Level.worst(type.level(), below.getFirst().level());
    return new Explanation.Failure(
        recipient.address(),
        new Cause(finding, level, type.affects(), type.responsible(), confidence, below, List.of()),
        judged.meaning().outlook(),
        new Explanation.Reply(reply.code(), reply.enhanced(), words),
        reporting,
        recipient.remoteServer());
  }

  private static Finding finding(String id, Map<String, Object> arguments, double confidence) {
    return new Finding(
        id,
        CauseCatalogue.builtIn().get(id).level(),
        Finding.REPLY,
        arguments,
        List.of("reply"),
        confidence);
  }

  private static void put(Map<String, Object> arguments, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      arguments.put(name, value);
    }
  }

  private static String cut(String text) {
    return text.length() > MAX_WORDS ? text.substring(0, MAX_WORDS) : text;
  }
}

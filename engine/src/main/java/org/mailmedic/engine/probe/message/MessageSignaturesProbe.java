package org.mailmedic.engine.probe.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.MessageSignatures;
import org.mailmedic.engine.message.GivenMessages;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.probe.mtasts.Texts;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.protocol.arc.ArcChain;
import org.mailmedic.protocol.arc.ArcResult;
import org.mailmedic.protocol.dkim.DkimResult;
import org.mailmedic.protocol.dkim.DkimSignature;
import org.mailmedic.protocol.dkim.DkimVerifier;
import org.mailmedic.protocol.dkim.KeyLookup;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;
import org.xbill.DNS.Type;

/// Tries the signatures of the message that was given with the keys of today, all of them asked for
/// at once.
///
/// @param message as given by `--bounce`, each byte one character (ISO 8859-1)
public record MessageSignaturesProbe(String message) implements Probe<MessageSignatures> {
  /// Keys that are asked for (docs/limits.md).
  private static final int MAX_KEYS = 20;

  @Override
  public String checkId() {
    return "sending.dkim";
  }

  @Override
  public EvidenceKey<MessageSignatures> key() {
    return MessageSignatures.key();
  }

  @Override
  public Attempt<MessageSignatures> run(ProbeContext context) throws InterruptedException {
    byte[] bytes = GivenMessages.bytes(message);
    GivenMessages.Sent given = GivenMessages.sent(bytes);
    RawMessage sent = given.message();
    boolean enclosed = given.enclosed();
    boolean notice = !enclosed && GivenMessages.isNotice(bytes);
    if (notice || sent.bodyLength() == 0 || sent.all("From").isEmpty()) {
      return new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, null); // its header alone, say
    }
    KeyLookup keys = keys(context, sent);
    List<MessageSignatures.Tried> tried = new ArrayList<>();
    for (DkimResult each : new DkimVerifier(sent, keys).verify(context.world().clock().instant())) {
      tried.add(
          new MessageSignatures.Tried(
              each.domain(), each.selector(), word(each.status()), word(each.reason())));
    }
    ArcResult arc = ArcChain.validate(sent, keys);
    boolean broken = arc.status() == ArcResult.Status.FAIL;
    return new Attempt.Observed<>(
        new MessageSignatures(
            GivenMessages.fromDomain(sent),
            enclosed,
            !sent.all("Received").isEmpty(),
            tried,
            word(arc.status()),
            broken ? word(arc.reason()) : null));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static KeyLookup keys(ProbeContext context, RawMessage sent) throws InterruptedException {
    Map<String, FutureTask<DnsAnswer>> asked = new LinkedHashMap<>();
    for (String name : names(sent)) {
      asked.put(
          name,
          Lookups.start(() -> context.world().dns().lookup(name, Type.TXT, context.deadline())));
    }
    Map<String, KeyLookup.Answer> answers = new LinkedHashMap<>();
    for (Map.Entry<String, FutureTask<DnsAnswer>> question : asked.entrySet()) {
      answers.put(question.getKey(), answer(Lookups.join(question.getValue())));
    }
    return name -> answers.getOrDefault(name, new KeyLookup.Unavailable("not asked"));
  }

  private static KeyLookup.Answer answer(DnsAnswer answer) {
    return switch (Texts.status(answer)) {
      case "ANSWER" -> new KeyLookup.Texts(Texts.of(answer));
      case "NODATA", "NXDOMAIN" -> new KeyLookup.Texts(List.of());
      default -> new KeyLookup.Unavailable(answer.reason() == null ? "failed" : answer.reason());
    };
  }

  /// Where the keys of all signatures and seals are published, each once.
  private static Set<String> names(RawMessage sent) {
    Set<String> names = new LinkedHashSet<>();
    for (RawField field : sent.fields()) {
      DkimSignature.Parsed parsed = null;
      if (field.is("DKIM-Signature")) {
        parsed = DkimSignature.parse(field);
      } else if (field.is("ARC-Message-Signature") || field.is("ARC-Seal")) {
        parsed = DkimSignature.parseArc(field);
      }
      if (parsed != null
          && parsed.selector() != null
          && parsed.domain() != null
          && names.size() < MAX_KEYS) {
        names.add(parsed.selector() + "._domainkey." + parsed.domain());
      }
    }
    return names;
  }
}

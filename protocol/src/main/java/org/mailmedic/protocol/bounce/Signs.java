package org.mailmedic.protocol.bounce;

import java.util.List;
import java.util.Locale;
import org.mailmedic.protocol.message.RawMessage;

/// By what a message that came back, a delay and an absence note are known where no report says so:
/// who wrote it, and the words that mail systems use in many languages.
final class Signs {
  /// Characters of a text that are looked through.
  private static final int LOOKED_AT = 6_000;

  private static final List<String> DAEMONS =
      List.of(
          "mailer-daemon",
          "mailerdaemon",
          "mailer_daemon",
          "mail-daemon",
          "maildaemon",
          "mail.daemon",
          "mdaemon",
          "postmaster",
          "postmast",
          "post_master",
          "mmdf",
          "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e",
          "mail-delivery",
          "mail_delivery",
          "maildelivery",
          "delivery-failure",
          "bounce-notification",
          "bounces-noreply");

  /// What says that mail could not be delivered.
  private static final List<String> FAILURE =
      List.of(
          "undeliver",
          "delivery status notification",
          "delivery status",
          "delivery failure",
          "delivery fail",
          "delivery has failed",
          "delivery problem",
          "delivery error",
          "delivery report",
          "delivery notification",
          "failure notice",
          "failure notification",
          "failure reason",
          "returned mail",
          "returned to sender",
          "returning message",
          "non-deliver",
          "nondeliver",
          "non delivery",
          "not deliver",
          "not be deliver",
          "not been deliver",
          "not able to deliver",
          "wasn't able to deliver",
          "couldn't be deliver",
          "cannot be deliver",
          "could not deliver",
          "couldn't deliver",
          "cannot deliver",
          "can't be deliver",
          "unable to deliver",
          "failed to deliver",
          "unable to send",
          "could not be sent",
          "was not sent",
          "cannot send",
          "could not send",
          "did not reach",
          "failed permanently",
          "permanent error",
          "permanent fatal error",
          "had delivery",
          "delivery errors",
          "transcript of session",
          "was rejected",
          "were rejected",
          "been rejected",
          "has been blocked",
          "message rejected",
          "mail system error",
          "mail error",
          "error mail",
          "mail failure",
          "mail could not",
          "bounced",
          "following address",
          "following recipient",
          "couldn't find or reach",
          "temporarily deferred",
          "is delayed",
          "delayed mail",
          "no valid recipients",
          "unzustellbar",
          "nicht zugestellt",
          "nicht zustell",
          "zustellung fehlgeschlagen",
          "fehlgeschlagen",
          "non remis",
          "non distribu",
          "pas pu être",
          "pas été remis",
          "impossible de remettre",
          "échec de la remise",
          "echec de",
          "niedostarcz",
          "nie dostarcz",
          "nie można dostarczyć",
          "nie mogła zostać dostarczona",
          "nie została dostarczona",
          "nie mogła być dostarczona",
          "no se puede entregar",
          "no se pudo entregar",
          "no se ha podido entregar",
          "no ha podido ser entregado",
          "no entregado",
          "mancato recapito",
          "mancata consegna",
          "non è stato possibile",
          "não pôde ser entregue",
          "não foi possível",
          "não entregue",
          "falha na entrega",
          "onbestelbaar",
          "niet bezorgd",
          "niet worden bezorgd",
          "niet afgeleverd",
          "niet worden afgeleverd",
          "не доставлен",
          "недоставлен",
          "не было доставлено",
          "не может быть доставлено",
          "не удалось доставить",
          "невозможно доставить",
          "ваше сообщение не",
          "退信",
          "无法投递",
          "無法投遞",
          "无法送达",
          "未送达",
          "被退回",
          "配信できません",
          "配送できません",
          "配達できません",
          "送信できません",
          "送信されません",
          "届けられません",
          "エラーメール",
          "配信不能");

  /// What says that it goes on being tried.
  private static final List<String> DELAY =
      List.of(
          "delayed",
          "not yet been delivered",
          "not yet deliver",
          "will continue",
          "will be retried",
          "will retry",
          "keep trying",
          "still trying",
          "still undelivered",
          "not need to resend",
          "not have to resend",
          "don't need to resend",
          "no action is required",
          "warning message only",
          "this is a warning",
          "will keep",
          "delivery attempts will",
          "noch nicht zugestellt",
          "verzögert",
          "opóźnion",
          "retardé",
          "retrasado",
          "ritardat",
          "atrasada",
          "vertraagd",
          "задерж");

  /// What says that it does not.
  private static final List<String> FINAL =
      List.of(
          "permanent error",
          "failed permanently",
          "permanent fatal",
          "given up",
          "giving up",
          "gave up",
          "could not be delivered",
          "cannot be delivered",
          "unable to deliver");

  private static final List<String> ABSENCE =
      List.of(
          "auto:",
          "auto reply",
          "auto-reply",
          "autoreply",
          "auto response",
          "auto-response",
          "autorespon",
          "automatic reply",
          "automatic response",
          "automated reply",
          "automated response",
          "out of office",
          "out of the office",
          "out-of-office",
          "ooo:",
          "vacation",
          "abwesen",
          "automatische antwort",
          "réponse automatique",
          "reponse automatique",
          "absence",
          "odpowiedź automatyczna",
          "automatyczna odpowiedź",
          "autoodpowiedź",
          "nieobecnoś",
          "respuesta automática",
          "fuera de la oficina",
          "risposta automatica",
          "fuori ufficio",
          "resposta automática",
          "automatisch antwoord",
          "afwezig",
          "autosvar",
          "frånvaro",
          "automatická odpověď",
          "автоответ",
          "автоматический ответ",
          "自動返信",
          "自動応答",
          "不在",
          "自动回复",
          "自動回覆");

  private Signs() {}

  /// Whether a mail system wrote it: by the address that it comes from, not by a name that anybody
  /// can write.
  static boolean fromDaemon(RawMessage message) {
    return isDaemon(Header.value(message, "From"))
        || isDaemon(Header.value(message, "Sender"))
        || isDaemon(Header.value(message, "Return-Path"));
  }

  private static boolean isDaemon(String value) {
    Addresses.Found found = lastAddress(value);
    String local =
        found == null
            ? value.replaceAll("[<>\"]", "").strip().toLowerCase(Locale.ROOT)
            : Addresses.localPart(found.address());
    for (String name : DAEMONS) {
      if (local.startsWith(name)) {
        return true;
      }
    }
    return false;
  }

  private static Addresses.@org.jspecify.annotations.Nullable Found lastAddress(String value) {
    Addresses.Found last = null;
    Addresses.Found next = Addresses.first(value, 0);
    for (int i = 0; next != null && i < 5; i++) {
      last = next;
      next = Addresses.first(value, next.end());
    }
    return last;
  }

  /// Whether it was sent so that nothing can come back to it (RFC 5321 section 4.5.5).
  static boolean emptyReturnPath(RawMessage message) {
    return Header.value(message, "Return-Path").equals("<>");
  }

  /// Whether an answer of a program (RFC 3834 section 5, and what programs wrote before it).
  static boolean automatic(RawMessage message) {
    String submitted = Header.value(message, "Auto-Submitted").toLowerCase(Locale.ROOT);
    return submitted.startsWith("auto-replied")
        || Header.has(message, "X-Autoreply")
        || Header.has(message, "X-Autorespond")
        || Header.has(message, "X-Auto-Reply")
        || Header.has(message, "X-Autoresponder")
        || Header.value(message, "X-Apple-Action").equals("VACATION")
        || Header.value(message, "Precedence").equalsIgnoreCase("auto_reply");
  }

  /// Whether it answers a message, or wants no answer itself; a subject alone is easily written.
  static boolean answers(RawMessage message) {
    return emptyReturnPath(message)
        || Header.has(message, "In-Reply-To")
        || Header.has(message, "References")
        || Header.has(message, "Auto-Submitted")
        || Header.has(message, "X-Auto-Response-Suppress")
        || Header.has(message, "Precedence");
  }

  static boolean absence(String subject) {
    String low = subject.toLowerCase(Locale.ROOT);
    for (String word : ABSENCE) {
      int at = low.indexOf(word);
      if (at >= 0 && at < 25) {
        return true;
      }
    }
    return false;
  }

  /// Whether a text says that mail could not be delivered.
  static boolean failure(String text) {
    return any(FAILURE, text);
  }

  /// Whether a text says that mail is late and still under way.
  static boolean delay(String text) {
    return any(DELAY, text) && !any(FINAL, text);
  }

  private static boolean any(List<String> words, String text) {
    String low = oneLine(text).toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (low.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /// Lines that quote somebody (`> `) say nothing; a sentence goes on over a line's end.
  private static String oneLine(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length() && out.length() < LOOKED_AT) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      if (text.charAt(at) != '>') {
        String line = text.substring(at, Math.min(end, at + LOOKED_AT)).strip();
        out.append(line).append(line.isEmpty() ? "\n" : " ");
      }
      at = end + 1;
    }
    return out.toString();
  }
}

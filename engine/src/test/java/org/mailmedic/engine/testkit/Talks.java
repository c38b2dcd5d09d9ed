package org.mailmedic.engine.testkit;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.CertificateSeen;
import org.mailmedic.engine.evidence.PortSurvey;
import org.mailmedic.engine.evidence.SmtpBreakOff;
import org.mailmedic.engine.evidence.SmtpBreakOff.Kind;
import org.mailmedic.engine.evidence.SmtpBreakOff.Stage;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.evidence.SmtpDialogue.RecipientKind;
import org.mailmedic.engine.evidence.SmtpReply;
import org.mailmedic.engine.evidence.TlsSeen;
import org.mailmedic.engine.evidence.TlsaRecords;

/// Talks with mail servers in a few words: `m1: ok; m2: refused` are two hosts, `m1.a.test` at
/// 192.0.2.1, which takes the mail with good TLS, and `m2.a.test`, which refuses the connection.
/// `m1@9` is another address of m1. Several words are joined by `+`:
///
/// | words | what was seen |
/// | --- | --- |
/// | `greets 554 5.7.1 no`, `ehlo …`, `starttls …`, `ehlo2 …`, `mail …`, `rcpt …` | this reply there |
/// | `late 12` | the greeting after so many seconds |
/// | `plain` | no STARTTLS |
/// | `tls KIND` | alert, broke, expired, notyet, selfsigned, unknown, alone, other, wildcard, cn |
/// | `givenup` | the rest was asked without TLS |
/// | `ends STAGE KIND` | broken off there; `refused`, `timeout`, `unreachable` are CONNECT's |
/// | `ports ANSWER` | the other ports' answer, of 443 only where it is `open` |
/// | `first 450 4.2.0 later`, `first closed` | the first of two tries |
/// | `postmaster` | no address was asked for |
/// | `unseen REASON` | nothing was seen |
/// | `tlsa SECURITY U S M WHOM` | TLSA records; WHOM: leaf, issuer, other |
public final class Talks {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final SmtpReply OK = reply("250 ok");
  private static final long DAY = 86_400;

  private Talks() {}

  /// Adds what was seen at each host.
  public static Evidences add(Evidences evidences, String hosts) {
    for (String entry : hosts.split("; ")) {
      int colon = entry.indexOf(": ");
      new Talk(entry.substring(0, colon), entry.substring(colon + 2)).add(evidences);
    }
    return evidences;
  }

  /// A reply such as `550 5.1.1 User unknown`.
  public static SmtpReply reply(String text) {
    String[] words = text.split(" ", 3);
    boolean enhanced = words.length > 1 && words[1].matches("[245]\\.\\d+\\.\\d+");
    String said = text.substring(Math.min(4, text.length()));
    return new SmtpReply(Integer.parseInt(words[0]), enhanced ? words[1] : null, List.of(said), 1);
  }

  /// One talk.
  private static final class Talk {
    private final String host;
    private final String address;
    private final List<String> parts;
    private SmtpReply greeting = reply("220 mx ESMTP");
    private long greetingMs = 5;
    private SmtpReply ehlo = OK;
    private boolean offered = true;
    private SmtpReply startTls = reply("220 go");
    private @Nullable TlsSeen tls;
    private boolean givenUp;
    private SmtpReply ehlo2 = OK;
    private SmtpReply mail = OK;
    private SmtpReply rcpt = OK;
    private RecipientKind kind = RecipientKind.ADDRESS;
    private Stage last = Stage.RCPT;
    private @Nullable SmtpBreakOff end;
    private @Nullable SmtpBreakOff first;
    private @Nullable SmtpReply firstReply;

    Talk(String name, String words) {
      int at = name.indexOf('@');
      String label = at < 0 ? name : name.substring(0, at);
      this.host = label + ".a.test";
      this.address = "192.0.2." + (at < 0 ? label.replaceAll("\\D", "") : name.substring(at + 1));
      this.parts = List.of(words.split(" \\+ "));
      this.tls = tls("good");
    }

    void add(Evidences evidences) {
      String subject = host + "/" + address;
      boolean seen = true;
      for (String part : parts) {
        int space = part.indexOf(' ');
        String word = space < 0 ? part : part.substring(0, space);
        String rest = space < 0 ? "" : part.substring(space + 1);
        switch (word) {
          case "unseen" -> {
            seen = false;
            evidences.unseen(SmtpDialogue.class, subject, Reason.valueOf(rest));
          }
          case "ports" -> evidences.seen(subject, ports(rest));
          case "tlsa" -> evidences.seen(host, tlsa(rest));
          default -> word(word, rest);
        }
      }
      if (seen) {
        evidences.seen(subject, dialogue());
      }
    }

    private void word(String word, String rest) {
      switch (word) {
        case "ok" -> {}
        case "postmaster" -> kind = RecipientKind.POSTMASTER;
        case "plain" -> offered = false;
        case "givenup" -> givenUp = true;
        case "late" -> greetingMs = Long.parseLong(rest) * 1000;
        case "tls" -> tls = tls(rest);
        case "refused", "timeout", "unreachable" ->
            ends("CONNECT " + word.toUpperCase(Locale.ROOT));
        case "ends" -> ends(rest);
        case "first" -> {
          if (rest.equals("closed")) {
            first = new SmtpBreakOff(Stage.EHLO, Kind.CLOSED, 1, null);
          } else {
            firstReply = reply(rest);
          }
        }
        default -> replies(word, reply(rest));
      }
    }

    private void ends(String rest) {
      String[] words = rest.split(" ", 3);
      last = Stage.valueOf(words[0]);
      String detail = words.length > 2 ? words[2] : null;
      end = new SmtpBreakOff(last, Kind.valueOf(words[1]), 15_000, detail);
    }

    private void replies(String word, SmtpReply reply) {
      switch (word) {
        case "greets" -> greeting = reply;
        case "ehlo" -> ehlo = reply;
        case "starttls" -> startTls = reply;
        case "ehlo2" -> ehlo2 = reply;
        case "mail" -> mail = reply;
        case "rcpt" -> rcpt = reply;
        default -> throw new IllegalArgumentException(word);
      }
    }

    private SmtpDialogue dialogue() {
      boolean greeted = reached(Stage.GREETING);
      boolean introduced = greeted && greeting.positive() && reached(Stage.EHLO);
      boolean asked = introduced && ehlo.positive() && offered && reached(Stage.STARTTLS);
      boolean begun =
          asked && startTls.code() == 220 && (givenUp || last != Stage.TLS || end == null);
      boolean secured = begun && !givenUp && tls != null && tls.completed();
      boolean again = secured && reached(Stage.EHLO_AFTER_TLS);
      boolean on =
          introduced
              && ehlo.positive()
              && (secured ? again && ehlo2.positive() : givenUp || !asked || !begun)
              && startTls.code() != 421;
      boolean sent = on && reached(Stage.MAIL);
      boolean named = sent && mail.positive() && reached(Stage.RCPT);
      return new SmtpDialogue(
          "a.test",
          host,
          address,
          25,
          1,
          greeted ? greeting : null,
          greeted ? greetingMs : 15_000,
          introduced ? ehlo : null,
          List.of(),
          introduced && offered,
          asked ? startTls : null,
          asked && startTls.code() == 220 ? tls : null,
          givenUp,
          again ? ehlo2 : null,
          List.of(),
          "",
          sent ? mail : null,
          named ? "anna@a.test" : null,
          kind,
          named ? rcpt : null,
          end,
          first,
          firstReply,
          List.of());
    }

    /// Whether the reply that is waited for at this stage came.
    private boolean reached(Stage stage) {
      return end == null || stage.compareTo(last) < 0;
    }

    private PortSurvey ports(String answer) {
      List<PortSurvey.Port> ports = new ArrayList<>();
      for (int port : new int[] {443, 465, 587, 993, 995}) {
        boolean open = answer.equals("open");
        String word = open && port != 443 ? "SILENT" : answer.toUpperCase(Locale.ROOT);
        ports.add(new PortSurvey.Port(port, PortSurvey.Answer.valueOf(word), null));
      }
      return new PortSurvey(host, address, ports);
    }

    private TlsaRecords tlsa(String words) {
      String[] all = words.split(" ");
      List<TlsaRecords.Tlsa> records = new ArrayList<>();
      for (int i = 1; i + 3 < all.length; i += 4) {
        int selector = Integer.parseInt(all[i + 1]);
        int matching = Integer.parseInt(all[i + 2]);
        String data =
            matching == 0 ? full(all[i + 3], selector) : named(all[i + 3], selector, matching);
        records.add(new TlsaRecords.Tlsa(Integer.parseInt(all[i]), selector, matching, data));
      }
      String status = records.isEmpty() ? "NODATA" : "ANSWER";
      return new TlsaRecords(host, "_25._tcp." + host, status, all[0], records, null);
    }

    private TlsSeen tls(String what) {
      return switch (what) {
        case "good" -> handshake(true, false, leaf(host), issuer());
        case "wildcard" -> handshake(true, false, leaf("*.a.test"), issuer());
        case "other" -> handshake(true, false, leaf("www.b.test"), issuer());
        case "deeper" -> handshake(true, false, leaf("*.test"), issuer());
        case "cn" ->
            handshake(true, false, certificate("CN=" + host, "CN=CA", host, 1, -9, 9), issuer());
        case "expired" ->
            handshake(true, true, certificate("CN=x", "CN=CA", null, 1, -9, -1, host), issuer());
        case "notyet" ->
            handshake(true, true, certificate("CN=x", "CN=CA", null, 1, 1, 9, host), issuer());
        case "unknown" -> handshake(false, false, leaf(host), issuer());
        case "unknownother" -> handshake(false, false, leaf("www.b.test"), issuer());
        case "alone" -> handshake(false, false, leaf(host));
        case "selfsigned" ->
            handshake(false, false, certificate("CN=x", "CN=x", null, 1, -9, 9, host));
        case "selfexpired" ->
            handshake(false, false, certificate("CN=x", "CN=x", null, 1, -9, -1, "www.b.test"));
        case "alert" -> failed("handshake_failure", false);
        case "broke" -> failed("Remote host terminated the handshake", true);
        default -> throw new IllegalArgumentException(what);
      };
    }

    private TlsSeen handshake(boolean trusted, boolean outOfDate, CertificateSeen... chain) {
      String problem = trusted ? null : "issuer unknown";
      return new TlsSeen(
          host,
          true,
          null,
          false,
          "TLSv1.3",
          "X",
          List.of(chain),
          trusted,
          problem,
          outOfDate,
          null,
          1);
    }

    private TlsSeen failed(String failure, boolean brokeOff) {
      return new TlsSeen(
          host,
          false,
          failure,
          brokeOff,
          null,
          null,
          List.of(),
          false,
          "no certificate",
          false,
          null,
          1);
    }
  }

  private static CertificateSeen leaf(String name) {
    return certificate("CN=x", "CN=CA", null, 1, -9, 9, name);
  }

  private static CertificateSeen issuer() {
    return certificate("CN=CA", "CN=CA", "CA", 2, -99, 99);
  }

  private static CertificateSeen certificate(
      String subject,
      String issuer,
      @Nullable String commonName,
      int number,
      long fromDays,
      long toDays,
      String... names) {
    String whom = number == 1 ? "leaf" : "issuer";
    return new CertificateSeen(
        subject,
        issuer,
        commonName,
        List.of(names),
        NOW.plusSeconds(fromDays * DAY),
        NOW.plusSeconds(toDays * DAY),
        "EC 256",
        named(whom, 0, 1),
        named(whom, 0, 2),
        named(whom, 1, 1),
        named(whom, 1, 2),
        true);
  }

  /// The whole certificate or key, hex: a byte stands for it.
  private static String full(String whom, int selector) {
    return HexFormat.of().toHexDigits((byte) (whom.hashCode() + selector));
  }

  private static String named(String whom, int selector, int matching) {
    try {
      byte[] bytes = HexFormat.of().parseHex(full(whom, selector));
      String algorithm = matching == 1 ? "SHA-256" : "SHA-512";
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}

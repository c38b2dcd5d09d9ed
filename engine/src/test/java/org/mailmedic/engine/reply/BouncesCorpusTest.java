package org.mailmedic.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mailmedic.engine.reply.ReturnedMailJudge.Judged;
import org.mailmedic.knowledge.causes.Outlook;
import org.mailmedic.protocol.bounce.ReturnedMail;
import org.mailmedic.protocol.bounce.ReturnedMail.Kind;
import org.mailmedic.protocol.bounce.ReturnedMailReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real returned messages, with labels that another program's tests carry, which are no ground
/// truth.
class BouncesCorpusTest {
  private static final double LEAST_RIGHT = 0.96;
  private static final double LEAST_RECIPIENTS = 0.96;

  /// Where the label is wrong or one of several that can be defended, and why.
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "lhost-exchange2007-04.eml", "AuthRequired: the recipient takes known senders only",
          "lhost-exim-58.eml", "a line that is too long is no message that is too big",
          "lhost-opensmtpd-13.eml", "Yahoo's TSS04 is about volume",
          "lhost-qmail-19.eml", "Yahoo's TSS04 is about volume",
          "lhost-qmail-11.eml", "no MX and no address: the domain has no mail server",
          "lhost-yahoo-09.eml", "no MX: the domain has no mail server",
          "rfc3464-54.eml", "NXDOMAIN: the domain does not exist",
          "rhost-gsuite-05.eml", "NXDOMAIN: the domain does not exist",
          "rfc3464-35.eml", "not a registered user: it is unknown there",
          "lhost-receivingses-07.eml", "message filtered");

  @Test
  void eachMessageIsReadAsWhatItIs() throws IOException {
    Path corpus = corpus();
    JsonNode reasons =
        JsonMapper.shared().readTree(Files.readString(corpus.resolve("reasons.json")));
    Tally tally = new Tally();
    for (String line : Files.readAllLines(corpus.resolve("expected.jsonl"))) {
      JsonNode entry = JsonMapper.shared().readTree(line);
      String file = entry.path("file").asString();
      ReturnedMail mail = ReturnedMailReader.read(Files.readAllBytes(corpus.resolve(file)));
      tally.message(entry, mail, reasons);
    }
    System.out.println("corpus/bounces: " + tally);
    assertThat(tally.deadThoughTemporary).isEmpty();
    assertThat(tally.falseAlarms).isEmpty();
    assertThat(tally.causes.share()).as("%s", tally.causes).isGreaterThanOrEqualTo(LEAST_RIGHT);
    assertThat(tally.recipients.share())
        .as("%s", tally.recipients)
        .isGreaterThanOrEqualTo(LEAST_RECIPIENTS);
    assertThat(tally.missed.share()).as("%s", tally.missed).isGreaterThanOrEqualTo(0.98);
    assertThat(tally.codes.share()).as("%s", tally.codes).isGreaterThanOrEqualTo(0.97);
    assertThat(tally.ownStatus.share()).as("%s", tally.ownStatus).isEqualTo(1);
  }

  /// Line ends and a mailbox's first line change nothing.
  @Test
  void theSameMessageWithOtherLineEndsSaysTheSame() throws IOException {
    Path corpus = corpus();
    int compared = 0;
    for (String kind : List.of("dos", "mac")) {
      try (Stream<Path> files = Files.list(corpus.resolve("variants").resolve(kind))) {
        for (Path file : files.sorted().toList()) {
          Path plain = corpus.resolve(file.getFileName());
          if (Files.exists(plain)) {
            assertThat(told(file)).as("%s", file).isEqualTo(told(plain));
            compared++;
          }
        }
      }
    }
    assertThat(compared).isPositive();
  }

  private static List<String> told(Path file) throws IOException {
    ReturnedMail mail = ReturnedMailReader.read(Files.readAllBytes(file));
    List<String> told = new ArrayList<>(List.of(mail.kind().id()));
    for (Judged judged : ReturnedMailJudge.judge(mail)) {
      told.add(judged.recipient().address() + " " + judged.meaning().cause());
    }
    return told;
  }

  private static Path corpus() {
    Path corpus = Path.of(System.getProperty("mailmedic.shared", "/nonexistent"), "corpus/bounces");
    assumeTrue(Files.exists(corpus), "the corpus of returned messages is not here");
    return corpus;
  }

  private static final class Share {
    private int all;
    private final List<String> wrong = new ArrayList<>();

    void add(boolean right, String what) {
      all++;
      if (!right) {
        wrong.add(what);
      }
    }

    double share() {
      return all == 0 ? 0 : 1 - (double) wrong.size() / all;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f of %d %s", share(), all, wrong);
    }
  }

  private static final class Tally {
    final Share recipients = new Share();
    final Share missed = new Share();
    final Share causes = new Share();
    final Share byLabel = new Share();
    final Share codes = new Share();
    final Share ownStatus = new Share();
    final List<String> falseAlarms = new ArrayList<>();
    final List<String> deadThoughTemporary = new ArrayList<>();

    void message(JsonNode entry, ReturnedMail mail, JsonNode reasons) {
      String file = entry.path("file").asString();
      List<Judged> judged = ReturnedMailJudge.judge(mail);
      boolean none = entry.path("kind").asString().equals("none");
      if (none && mail.kind() != Kind.NONE) {
        falseAlarms.add(file + " " + mail.kind());
      }
      for (Judged each : judged) {
        boolean temporary = each.recipient().reply().code() / 100 == 4;
        if (temporary && each.meaning().outlook() == Outlook.ADDRESS_DEAD) {
          deadThoughTemporary.add(file);
        }
      }
      if (!none) {
        missed.add(mail.kind() != Kind.NONE, file);
      }
      status(entry, mail, file);
      if (!entry.path("recipients").isEmpty()) {
        recipients.add(wanted(entry).equals(found(judged)), file + " " + found(judged));
        for (JsonNode recipient : entry.path("recipients")) {
          recipient(file, recipient, judged, reasons);
        }
      }
    }

    /// What the message's own report says is told as it says it.
    private void status(JsonNode entry, ReturnedMail mail, String file) {
      for (JsonNode group : entry.path("dsn")) {
        String address = group.path("final_recipient").asString();
        for (ReturnedMail.Recipient recipient : mail.recipients()) {
          if (address.equalsIgnoreCase(recipient.address())) {
            String status = group.path("status").asString();
            ownStatus.add(
                status.equals(recipient.status() == null ? "" : recipient.status()),
                file + " " + recipient.status());
          }
        }
      }
    }

    private void recipient(String file, JsonNode recipient, List<Judged> judged, JsonNode reasons) {
      Judged found = find(judged, recipient.path("recipient").asString());
      if (found == null) {
        return;
      }
      Set<String> accepted = accepted(recipient, reasons);
      String cause = found.meaning().cause();
      boolean right = accepted.isEmpty() || accepted.contains(cause);
      String what = file + " " + cause + " [" + found.recipient().reply().line() + "]";
      byLabel.add(right, file);
      causes.add(right || DIFFERENT.containsKey(file), what);
      int code = found.recipient().reply().code();
      codes.add(
          recipient.path("replycode").asString().equals(code == 0 ? "" : String.valueOf(code)),
          file + " " + code);
    }

    private static @Nullable Judged find(List<Judged> judged, String address) {
      for (Judged each : judged) {
        if (address.equalsIgnoreCase(each.recipient().address())) {
          return each;
        }
      }
      return null;
    }

    private static Set<String> wanted(JsonNode entry) {
      Set<String> wanted = new TreeSet<>();
      entry
          .path("recipients")
          .forEach(r -> wanted.add(r.path("recipient").asString().toLowerCase(Locale.ROOT)));
      return wanted;
    }

    private static Set<String> found(List<Judged> judged) {
      Set<String> found = new TreeSet<>();
      for (Judged each : judged) {
        String address = each.recipient().address();
        if (address != null) {
          found.add(address.toLowerCase(Locale.ROOT));
        }
      }
      return found;
    }

    /// The causes that count as the label's; empty where any does.
    private static Set<String> accepted(JsonNode recipient, JsonNode reasons) {
      Set<String> names = new HashSet<>();
      names.add(recipient.path("reason").asString());
      recipient.path("alt_reasons").forEach(each -> names.add(each.asString()));
      Set<String> accepted = new HashSet<>();
      for (String name : names) {
        JsonNode causes = reasons.path(name);
        if (!causes.isArray()) {
          return Set.of();
        }
        causes.forEach(cause -> accepted.add(cause.asString()));
      }
      return accepted;
    }

    @Override
    public String toString() {
      return "causes "
          + causes
          + "\n  by the label alone "
          + byLabel
          + "\n  recipients "
          + recipients
          + "\n  not missed "
          + missed
          + "\n  codes "
          + codes
          + "\n  own status "
          + ownStatus;
    }
  }
}

package org.mailmedic.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.Outlook;
import org.mailmedic.protocol.reply.Reply;
import org.mailmedic.protocol.reply.ReplyReader;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The dialects of the big receivers and filters: what each is known to say, with where it is
/// written down, is read as what it means (`knowledge/src/main/knowledge/receivers/*.yaml`).
class ReceiversTest {
  private static final int LEAST_REPLIES = 8;
  private static final int LEAST_CAUSES = 4;

  private static final Path FOLDER =
      Path.of(System.getProperty("mailmedic.root"), "knowledge/src/main/knowledge/receivers");

  private static final Set<String> EXPECTED =
      Set.of(
          "apple",
          "barracuda",
          "cloudmark",
          "free",
          "gmail",
          "gmx",
          "mailru",
          "microsoft",
          "mimecast",
          "onet",
          "orange",
          "ovhcloud",
          "proofpoint",
          "spamhaus",
          "t-online",
          "wp",
          "yahoo",
          "yandex");

  /// What one receiver says.
  ///
  /// @param fewer why less of it is known than should be; empty where enough is
  private record Receiver(
      String file, String fewer, Map<String, String> sources, List<Example> examples) {
    @Override
    public String toString() {
      return file;
    }
  }

  private record Example(String cause, String source, String reply) {}

  @Test
  void everyBigReceiverIsThere() throws IOException {
    assertThat(receivers().map(Receiver::file)).containsAll(EXPECTED);
  }

  @ParameterizedTest
  @MethodSource("receivers")
  void everyReplyIsReadAsWhatItMeans(Receiver receiver) {
    List<String> misread = new ArrayList<>();
    for (Example example : receiver.examples()) {
      Reply reply = ReplyReader.read(example.reply());
      ReplyMeaning meaning = ReplyClassifier.classify(reply);
      if (!meaning.cause().equals(example.cause())) {
        misread.add(meaning.cause() + ", not " + example.cause() + ": " + example.reply());
      }
      if (example.reply().startsWith("4")) {
        assertThat(meaning.outlook()).as(example.reply()).isNotEqualTo(Outlook.ADDRESS_DEAD);
      }
    }
    assertThat(misread).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("receivers")
  void everyReplyHasItsSourceAndACauseThatExists(Receiver receiver) {
    assertThat(receiver.sources()).allSatisfy((name, source) -> assertThat(source).isNotBlank());
    Set<String> used = new TreeSet<>();
    for (Example example : receiver.examples()) {
      used.add(example.source());
      assertThat(CauseCatalogue.builtIn().find(example.cause())).as(example.reply()).isPresent();
    }
    assertThat(used).isEqualTo(new TreeSet<>(receiver.sources().keySet()));
  }

  @ParameterizedTest
  @MethodSource("receivers")
  void enoughIsKnownOfIt(Receiver receiver) {
    Set<String> replies = new HashSet<>();
    Set<String> causes = new HashSet<>();
    for (Example example : receiver.examples()) {
      assertThat(replies.add(plain(example.reply()))).as(example.reply() + " twice").isTrue();
      causes.add(example.cause());
    }
    boolean enough = replies.size() >= LEAST_REPLIES && causes.size() >= LEAST_CAUSES;
    assertThat(enough || !receiver.fewer().isBlank())
        .as("%s: %d replies over %d causes", receiver, replies.size(), causes.size())
        .isTrue();
    assertThat(enough && !receiver.fewer().isBlank())
        .as("%s has enough; its `fewer` can go", receiver)
        .isFalse();
  }

  /// Without what differs from one reply to the next: addresses, numbers but the first digit, case.
  private static String plain(String reply) {
    return reply.toLowerCase(Locale.ROOT).replaceAll("(?<!^)[0-9]+|[^ ]+@[^ ]+", "");
  }

  static Stream<Receiver> receivers() throws IOException {
    List<Receiver> receivers = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        receivers.add(read(file));
      }
    }
    return receivers.stream();
  }

  @SuppressWarnings("unchecked")
  private static Receiver read(Path file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    Map<String, Object> yaml =
        (Map<String, Object>) new Load(settings).loadFromString(Files.readString(file));
    assertThat(yaml.keySet())
        .as(file.toString())
        .isSubsetOf("receiver", "hosts", "fewer", "sources", "examples");
    List<Example> examples = new ArrayList<>();
    for (Object each : (List<?>) yaml.get("examples")) {
      Map<String, String> fields = (Map<String, String>) each;
      assertThat(fields).as(file.toString()).containsOnlyKeys("cause", "source", "reply");
      examples.add(new Example(fields.get("cause"), fields.get("source"), fields.get("reply")));
    }
    return new Receiver(
        file.getFileName().toString().replace(".yaml", ""),
        String.valueOf(yaml.getOrDefault("fewer", "")),
        (Map<String, String>) yaml.get("sources"),
        examples);
  }
}

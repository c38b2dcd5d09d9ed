package org.mailmedic.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailmedic.knowledge.causes.Outlook;
import org.mailmedic.protocol.reply.Reply;
import org.mailmedic.protocol.reply.ReplyReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real replies, each with the cause that a person assigned.
class RepliesCorpusTest {
  private static final double LEAST_RIGHT = 0.92;
  private static final double MOST_UNKNOWN = 0.05;

  @Test
  void theRightCauseIsNamed() throws IOException {
    Path corpus =
        Path.of(
            System.getProperty("mailmedic.shared", "/nonexistent"), "corpus/replies/replies.jsonl");
    assumeTrue(Files.exists(corpus), "the corpus of replies is not here");
    List<String> wrong = new ArrayList<>();
    int unknown = 0;
    List<String> lines = Files.readAllLines(corpus);
    for (String line : lines) {
      JsonNode entry = JsonMapper.shared().readTree(line);
      Reply reply = ReplyReader.read(entry.path("reply").asString());
      ReplyMeaning meaning = ReplyClassifier.classify(reply);
      if (entry.path("reply").asString().startsWith("4")) {
        assertThat(meaning.outlook()).isNotEqualTo(Outlook.ADDRESS_DEAD);
      }
      unknown += meaning.cause().equals("unknown") ? 1 : 0;
      if (!accepted(entry).contains(meaning.cause())) {
        wrong.add(meaning.cause() + " for " + entry.path("reply").asString());
      }
    }
    assertThat(wrong).hasSizeLessThanOrEqualTo((int) (lines.size() * (1 - LEAST_RIGHT)));
    assertThat(unknown).isLessThanOrEqualTo((int) (lines.size() * MOST_UNKNOWN));
  }

  private static List<String> accepted(JsonNode entry) {
    List<String> accepted = new ArrayList<>();
    accepted.add(entry.path("cause").asString());
    entry.path("alsoAccepted").forEach(cause -> accepted.add(cause.asString()));
    return accepted;
  }
}

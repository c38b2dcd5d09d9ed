package org.mailmedic.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawMessageTest {

  private static RawMessage read(String text) {
    return RawMessage.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void fieldsStayAsTheyCame() {
    RawMessage message = read("From a@example.com\nA : 1\n  2\nnonsense\nb:\r\n\r\nbody: x\n");
    assertThat(message.fields()).extracting(RawField::raw).containsExactly("A : 1\r\n  2", "b:");
    assertThat(message.fields().getFirst().name()).isEqualTo("A");
    assertThat(message.all("a").getFirst().unfolded()).isEqualTo("1  2");
    assertThat(message.bodyLength()).isEqualTo("body: x\n".length());
    assertThat(message.complete()).isTrue();
  }

  @Test
  void anEmptyMessageAndOneWithoutBody() {
    assertThat(read("").fields()).isEmpty();
    assertThat(read("\r\nbody").bodyLength()).isEqualTo(4);
    RawMessage message = read("A: b");
    assertThat(message.fields()).hasSize(1);
    assertThat(message.bodyLength()).isZero();
  }

  @Test
  void aHeaderWithoutEndIsCut() {
    RawMessage many = read("A: b\n".repeat(MessageLimits.MAX_FIELDS + 1) + "\n");
    assertThat(many.fields()).hasSize(MessageLimits.MAX_FIELDS);
    assertThat(many.complete()).isFalse();
    RawMessage longOne = read("A: " + "x".repeat(MessageLimits.MAX_HEADER_BYTES));
    assertThat(longOne.fields()).isEmpty();
    assertThat(longOne.complete()).isFalse();
  }
}

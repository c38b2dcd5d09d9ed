package org.mailmedic.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.engine.complaint.Complaint;

class CaseFileJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

  private static final CaseFile FILE =
      new CaseFile(
          Complaint.about("anna@example.com", "anna", "example.com"),
          NOW,
          412,
          List.of(
              new Observation<>(
                  "e1",
                  "dns.mx",
                  new EvidenceKey<>(MxRecords.class, "example.com"),
                  new Attempt.Observed<>(
                      new MxRecords(
                          "example.com",
                          "ANSWER",
                          List.of(new MxRecords.Mx(10, "mx\u202e.example.com")),
                          "SECURE",
                          null,
                          null)),
                  NOW,
                  41),
              new Observation<>(
                  "e2",
                  "dns.mx-targets",
                  new EvidenceKey<>(HostAddresses.class, "mx.example.com"),
                  new Attempt.Unobserved<>(Attempt.Reason.DEADLINE, null),
                  NOW,
                  7),
              new Observation<>(
                  "e3",
                  "dane.tlsa",
                  new EvidenceKey<>(TlsaRecords.class, "mx.example.com"),
                  new Attempt.NotTried<>(Attempt.Reason.NOT_APPLICABLE, "no port"),
                  NOW,
                  0)));

  private static byte[] bytes(CaseFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CaseFileJson.write(file, out);
    return out.toByteArray();
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    byte[] written = bytes(FILE);
    CaseFile read = CaseFileJson.read(new ByteArrayInputStream(written));
    assertThat(read.complaint()).isEqualTo(FILE.complaint());
    assertThat(read.observations()).isEqualTo(FILE.observations());
    assertThat(bytes(read)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"schema\": \"mailmedic.case/v1\"}",
        "{\"schema\": \"other\"}",
        "{\"schema\": \"mailmedic.case/v1\", \"startedAt\": \"yesterday\"}",
        "{\"schema\": \"mailmedic.case/v1\", \"complaint\": {\"input\": 7}}",
        "{\"schema\": \"mailmedic.case/v1\", \"observations\": [{\"type\": \"java.lang.Runtime\"}]}",
        "{\"schema\": \"mailmedic.case/v1\", \"observations\": [{\"observed\": {}}]}",
        "{\"schema\": \"mailmedic.case/v1\", \"complaint\": null}",
        "\u0000\u0001\u0002"
      })
  void whatIsNoCaseFileIsRefusedInOneLine(String text) {
    assertThatThrownBy(() ->
            CaseFileJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(UnreadableJson.class)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void everyTypeOfEvidenceCanBeKept() {
    for (Class<? extends Evidence> type : EvidenceTypes.ALL) {
      RecordJson.requireKeepable(type.asSubclass(Record.class));
    }
  }
}

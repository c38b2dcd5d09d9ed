package org.mailmedic.knowledge.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.Outlook;

class ReplyCodesTest {
  private final ReplyCodes codes = ReplyCodes.builtIn();

  /// How many codes each subject of the IANA registry has, as of 2024-12-06.
  @ParameterizedTest
  @CsvSource({"0,1", "1,11", "2,5", "3,7", "4,8", "5,7", "6,11", "7,31"})
  void theWholeRegistryIsThere(int subject, int count) {
    for (int detail = 0; detail < count; detail++) {
      assertThat(codes.find("x." + subject + "." + detail))
          .as("x.%d.%d", subject, detail)
          .isPresent();
    }
    assertThat(codes.all().stream().filter(e -> e.key().startsWith("x." + subject + ".")))
        .hasSize(count);
  }

  /// The guide's table: verdict 26.
  @ParameterizedTest
  @CsvSource({
    "420, recipient.server-unreachable",
    "421, recipient.server-overloaded",
    "432, recipient.server-error",
    "449, recipient.server-error",
    "450, recipient.greylisted",
    "451, recipient.server-error",
    "452, recipient.storage-full",
    "455, recipient.server-overloaded",
    "500, protocol.command-rejected",
    "501, protocol.parameter-rejected",
    "502, protocol.command-rejected",
    "503, settings.authentication-off",
    "504, protocol.command-rejected",
    "530, settings.authentication-off",
    "535, login.wrong-password",
    "550, recipient.unknown",
    "551, relay.denied",
    "552, recipient.mailbox-full",
    "553, recipient.address-invalid",
    "554, reputation.ip-blocklisted",
    "555, protocol.parameter-rejected"
  })
  void bareCodesMeanWhatTheGuideSays(int code, String cause) {
    assertThat(codes.cause(code, null)).contains(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "550, 5.1.1, recipient.unknown",
    "450, 4.1.1, recipient.server-error",
    "550, 5.7.26, authentication.missing",
    "550, 5.7.1, policy.refused",
    "451, 4.7.1, recipient.greylisted",
    "552, 5.2.2, recipient.mailbox-full",
    "550, 5.7.509, authentication.dmarc-failed",
    "556, 5.1.10, recipient.domain-takes-no-mail",
    "550, 5.1.10, recipient.unknown",
    "250, 2.0.0, notice.delivered",
    "554, 5.0.0, reputation.ip-blocklisted",
    "550, 5.77.99, recipient.unknown"
  })
  void theMostTellingEntryNamesTheCause(int code, String enhanced, String cause) {
    assertThat(codes.cause(code, enhanced)).contains(cause);
  }

  @Test
  void noTemporaryRefusalCallsAnAddressDead() {
    CauseCatalogue causes = CauseCatalogue.builtIn();
    for (ReplyCode entry : codes.all()) {
      String enhanced = entry.anyClass() ? "4" + entry.key().substring(1) : null;
      codes
          .cause(450, enhanced)
          .ifPresent(cause ->
              assertThat(causes.get(cause).outlook())
                  .as(entry.key())
                  .isNotEqualTo(Outlook.ADDRESS_DEAD));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"550 5.7.26", "550-5.7.26", " 550  #5.7.26 ", "5505.7.26"})
  void aCodeIsReadAsPeopleWriteIt(String text) {
    assertThat(Asked.read(text)).contains(new Asked(550, "5.7.26"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "55", "650", "5.1", "550 5.1.1 User unknown", "3.1.1", "5.1.1.1"})
  void whatIsNoCodeIsNotRead(String text) {
    assertThat(Asked.read(text)).isEmpty();
  }

  @Test
  void whatIsKnownOfACodeBeginsWithTheMostTelling() {
    List<ReplyCode> about = codes.about(Asked.read("550 5.7.26").orElseThrow());
    assertThat(about).extracting(ReplyCode::key).containsExactly("550 5.7.26", "x.7.26", "550");
    assertThat(about.getFirst().text()).isEqualTo("code.550-5.7.26");
    assertThat(codes.about(Asked.read("X.7.26").orElseThrow()))
        .extracting(ReplyCode::key)
        .containsExactly("x.7.26");
    assertThat(codes.dialects(Asked.read("5.7.26").orElseThrow()))
        .extracting(ReplyCode::key)
        .containsExactly("550 5.7.26");
  }

  @Test
  void anUnknownCodeStillHasDigits() {
    Asked asked = Asked.read("599 5.9.9").orElseThrow();
    assertThat(ReplyCodes.digits(asked))
        .containsExactly("digit.5xx", "digit.x9x", "digit.5.x.x", "digit.x.other.x");
  }
}

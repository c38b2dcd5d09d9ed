package org.mailmedic.engine.probe.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GivenSelectorsTest {
  private static final String SIGNED =
      "550 5.7.1 refused\n\nReceived: x\nDKIM-Signature: v=1; a=rsa-sha256; d=A.test;\n"
          + "  s=s1; h=From; bh=AA==; b=AA==\nFrom: x\n"
          + "DKIM-Signature: v=1; d=mailer.test; s=s2; b=\n"
          + "DKIM-Signature: nonsense\nDKIM-Signature: d=a.test; s=s3\r\n";

  @Test
  void thoseOfTheDomainsOwnSignatures() {
    assertThat(GivenSelectors.of(SIGNED, "a.test")).containsExactly("s1", "s3");
    assertThat(GivenSelectors.of(SIGNED, "mailer.test")).containsExactly("s2");
    assertThat(GivenSelectors.of("DKIM-Signature:", "a.test")).isEmpty();
    assertThat(GivenSelectors.of(null, "a.test")).isEmpty();
  }
}

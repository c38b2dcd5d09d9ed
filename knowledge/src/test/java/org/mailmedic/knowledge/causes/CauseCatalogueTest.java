package org.mailmedic.knowledge.causes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CauseCatalogueTest {
  private final CauseCatalogue catalogue = CauseCatalogue.builtIn();

  @Test
  void readsWhatTheFileSays() {
    assertThat(catalogue.get("mx.elsewhere"))
        .returns(Set.of(Symptom.RECEIVE), CauseType::affects)
        .returns(Role.DOMAIN_ADMIN, CauseType::responsible)
        .returns(Level.BROKEN, CauseType::level)
        .returns("mx", CauseType::area)
        .returns(null, CauseType::outlook);
    assertThat(catalogue.get("recipient.unknown").outlook()).isEqualTo(Outlook.ADDRESS_DEAD);
  }

  @Test
  void upstreamStandsBeforeDownstream() {
    assertThat(catalogue.get("network.offline").order())
        .isLessThan(catalogue.get("domain.expired").order());
    assertThat(catalogue.get("domain.expired").order())
        .isLessThan(catalogue.get("mx.missing").order());
    assertThat(catalogue.get("mx.missing").order())
        .isLessThan(catalogue.get("inbound.unreachable").order());
  }
}

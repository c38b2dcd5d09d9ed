package org.mailmedic.engine.rule.dmarc;

import java.util.List;
import org.mailmedic.engine.evidence.DkimKeys;
import org.mailmedic.engine.evidence.SpfRecords;
import org.mailmedic.engine.rule.dkim.KeyState;
import org.mailmedic.protocol.spf.SpfAnswer;
import org.mailmedic.protocol.spf.SpfRecord;

/// Whether one of the two proofs of origin can pass for the domain's own mail.
enum Standing {
  CAN,
  CANNOT,
  UNKNOWN;

  /// SPF, for the addresses that the mail is known to leave from.
  static Standing of(SpfRecords seen) {
    SpfAnswer own = seen.own();
    if (own.unsettled() || own.status() == SpfAnswer.Status.NO_NAME) {
      return UNKNOWN;
    }
    if (SpfRecord.among(own.texts()).size() != 1) {
      return CANNOT; // none, or several, which count as none
    }
    boolean refused = false;
    for (SpfRecords.Evaluation evaluation : seen.evaluations()) {
      switch (evaluation.result()) {
        case "pass" -> {
          return CAN;
        }
        case "temperror" -> {
          return UNKNOWN;
        }
        default -> refused = true;
      }
    }
    return refused ? CANNOT : UNKNOWN;
  }

  /// DKIM, with the keys of the selectors that are known.
  static Standing of(DkimKeys seen) {
    List<KeyState> states = seen.keys().stream().map(KeyState::of).toList();
    if (states.contains(KeyState.GOOD)) {
      return CAN;
    }
    if (states.contains(KeyState.UNKNOWN)) {
      return UNKNOWN;
    }
    // RFC 8020: where `_domainkey` does not exist, no selector below it does
    return states.isEmpty() && !seen.tree().equals("NXDOMAIN") ? UNKNOWN : CANNOT;
  }
}

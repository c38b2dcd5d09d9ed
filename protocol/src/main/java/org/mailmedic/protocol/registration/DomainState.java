package org.mailmedic.protocol.registration;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What a registry's status words mean for mail; words without a meaning for it (`ok`, `client
/// transfer prohibited`) have none.
public enum DomainState {
  /// The registrar took the name out of the zone (`clientHold`, RFC 5731 section 2.3).
  CLIENT_HOLD,
  /// The registry took the name out of the zone (`serverHold`).
  SERVER_HOLD,
  /// Out of service, and the word does not tell by whom (`suspended`).
  SUSPENDED,
  /// No name servers are attached (`inactive`, `not delegated`).
  INACTIVE,
  /// The registry renewed it by itself and the registrar may still give it back (RFC 3915 section
  /// 3.1): so it is with most names, well paid ones too, for 45 days of each year.
  AUTO_RENEWED,
  /// It ran out and can be renewed as usual.
  GRACE,
  /// Deleted, and can still be restored (RFC 3915 section 3.1; quarantine at some registries).
  REDEMPTION,
  /// About to be deleted for good.
  PENDING_DELETE,
  /// The registry has no such registration (`free`, `available`).
  FREE;

  /// What a status text means: one word in any of the usual spellings (`client hold`, `clientHold`,
  /// `https://icann.org/epp#clientHold`), or several with commas or slashes between.
  public static Set<DomainState> of(String status) {
    Set<DomainState> states = EnumSet.noneOf(DomainState.class);
    int web = status.toLowerCase(Locale.ROOT).indexOf(" http");
    String words = web > 0 ? status.substring(0, web) : status;
    if (words.startsWith("http")) {
      words = words.substring(words.indexOf('#') + 1);
    }
    int start = 0;
    for (int i = 0; i <= words.length(); i++) {
      if (i == words.length() || ",/;".indexOf(words.charAt(i)) >= 0) {
        one(letters(words.substring(start, i)), states);
        start = i + 1;
      }
    }
    return states;
  }

  private static void one(String word, Set<DomainState> states) {
    switch (word) {
      case "clienthold" -> states.add(CLIENT_HOLD);
      case "serverhold" -> states.add(SERVER_HOLD);
      case "hold", "suspended", "onhold", "blocked", "deactivated" -> states.add(SUSPENDED);
      case "inactive", "notdelegated", "notinzone", "outzone", "nodelegation" ->
          states.add(INACTIVE);
      case "autorenewperiod", "autorenewgraceperiod" -> states.add(AUTO_RENEWED);
      case "graceperiod", "expired", "renewalrequired", "expiredgraceperiod" -> states.add(GRACE);
      case "redemptionperiod",
          "redemption",
          "pendingrestore",
          "quarantine",
          "inquarantine",
          "redemptiongraceperiod" ->
          states.add(REDEMPTION);
      case "pendingdelete", "tobedeleted", "todelete", "deletecandidate", "pendingpurge" ->
          states.add(PENDING_DELETE);
      case "free", "available", "notregistered" -> states.add(FREE);
      default -> {}
    }
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (Character.isLetter(text.charAt(i))) {
        letters.append(Character.toLowerCase(text.charAt(i)));
      }
    }
    return letters.toString();
  }
}

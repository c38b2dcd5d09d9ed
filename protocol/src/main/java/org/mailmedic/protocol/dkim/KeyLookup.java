package org.mailmedic.protocol.dkim;

import java.util.List;

/// Where a verifier has keys looked up: the DNS, or what was seen of it.
@FunctionalInterface
public interface KeyLookup {

  /// The TXT records of a name.
  ///
  /// @param name `SELECTOR._domainkey.DOMAIN`, without trailing dot
  Answer lookup(String name);

  /// What a look-up brought.
  sealed interface Answer {}

  /// The records, each as one text; empty where there are none.
  record Texts(List<String> texts) implements Answer {
    public Texts {
      texts = List.copyOf(texts);
    }
  }

  /// It could not be learned.
  record Unavailable(String reason) implements Answer {}
}

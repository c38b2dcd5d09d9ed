package org.mailmedic.knowledge.providers;

import java.util.Set;

/// A profile that can't be used: which key is wrong, and what keys there are in its place.
public final class ProfileProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final transient Set<String> known;

  ProfileProblem(String key, Set<String> known) {
    super(known.isEmpty() ? key + " has a value that can't be used" : "unknown key " + key);
    this.key = key;
    this.known = known;
  }

  /// The key, with those above it: `detect.mx`, `imap[0].port`.
  public String key() {
    return key;
  }

  /// The keys that are known in this place, written like [#key]; empty where the key is known and
  /// its value is the trouble.
  public Set<String> known() {
    return known;
  }
}

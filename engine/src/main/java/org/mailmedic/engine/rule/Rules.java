package org.mailmedic.engine.rule;

import java.util.List;

/// Every rule: an explicit list, in the order of the way of the mail.
public final class Rules {
  private Rules() {}

  /// The built-in rules.
  public static final List<Rule> ALL = List.of();
}

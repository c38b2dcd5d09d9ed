package org.mailmedic.engine.rule;

import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.finding.Finding;

/// A pure function from the case file to findings: no I/O, no clock, no text. All that the system
/// believes about one matter stands in one rule.
public interface Rule {

  /// The finding ids that it may give.
  Set<String> ids();

  /// The check whose status its findings decide (`checks[].id`).
  String checkId();

  /// The findings; empty where all is well or nothing was seen.
  List<Finding> judge(CaseFile file);
}

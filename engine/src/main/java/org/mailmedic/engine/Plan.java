package org.mailmedic.engine;

import java.util.List;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.probe.Probe;

/// Which probes a complaint starts with; they start the others.
final class Plan {
  private Plan() {}

  static List<Probe<?>> probes(Complaint complaint) {
    return List.of();
  }
}

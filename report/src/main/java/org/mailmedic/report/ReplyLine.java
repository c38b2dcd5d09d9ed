package org.mailmedic.report;

import org.mailmedic.engine.reply.Explanation;
import org.mailmedic.report.catalogue.ReportLimits;
import org.mailmedic.report.catalogue.Visible;

/// A server's words on one line, made visible.
final class ReplyLine {
  private ReplyLine() {}

  static String of(Explanation.Reply reply) {
    StringBuilder line = new StringBuilder();
    if (reply.code() > 0) {
      line.append(reply.code()).append(' ');
    }
    if (reply.enhanced() != null) {
      line.append(reply.enhanced()).append(' ');
    }
    return visible(line.append(reply.text()).toString().strip());
  }

  static String visible(String text) {
    return Visible.oneLine(text, ReportLimits.EVIDENCE_CHARACTERS);
  }
}

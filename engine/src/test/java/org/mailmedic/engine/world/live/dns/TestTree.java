package org.mailmedic.engine.world.live.dns;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Zones below one root, and what a resolver that validates nothing gives out of them. It claims to
/// have validated everything.
final class TestTree {
  private final List<TestZone> zones = new ArrayList<>();

  TestTree(TestZone... zones) {
    this.zones.addAll(List.of(zones));
  }

  /// An answer under construction.
  static final class Answer {
    final Message message;
    int rcode;
    @Nullable Name alias;

    Answer(Message message) {
      this.message = message;
    }

    void add(int section, Record record) {
      if (!message.findRecord(record, section)) {
        message.addRecord(record, section);
      }
    }
  }

  Message answer(Message query) {
    Record question = query.getQuestion();
    Message message = new Message(query.getHeader().getID());
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setFlag(Flags.RD);
    message.getHeader().setFlag(Flags.RA);
    message.getHeader().setFlag(Flags.AD);
    message.addRecord(question, Section.QUESTION);
    Answer answer = new Answer(message);
    Name asked = question.getName();
    for (int hops = 0; hops < 5; hops++) {
      answer.alias = null;
      zone(asked, question.getType()).answer(asked, question.getType(), answer);
      if (answer.alias == null) {
        break;
      }
      asked = answer.alias;
    }
    message.getHeader().setRcode(answer.rcode);
    return message;
  }

  private TestZone zone(Name asked, int type) {
    TestZone best = zones.getFirst();
    for (TestZone zone : zones) {
      boolean above = type == Type.DS && zone.name.equals(asked) && !asked.equals(Name.root);
      if (asked.subdomain(zone.name) && !above && zone.name.labels() > best.name.labels()) {
        best = zone;
      }
    }
    return best;
  }
}

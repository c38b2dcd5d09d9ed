package org.mailmedic.engine.world.live.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailmedic.protocol.dns.Denial;
import org.mailmedic.protocol.dns.SignedSet;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Every byte is hostile: whatever comes, reading it ends and throws nothing.
@Timeout(60)
class WireReplyTest {
  private static final int ROUNDS = 40_000;

  private static List<Message> messages(Query query) {
    TestZone zone =
        new TestZone("a.test")
            .hashed(3, false)
            .add("a.test", Type.MX, "10 mail.a.test")
            .add("b.a.test", Type.CNAME, "mail.a.test")
            .add("mail.a.test", Type.A, "192.0.2.25");
    TestTree tree = new TestTree(new TestZone(".").delegate(zone), zone);
    return List.of(
        tree.answer(message(query)),
        tree.answer(message(new Query(TestZone.name("x.a.test"), Type.A, query.mode()))),
        tree.answer(message(new Query(TestZone.name("b.a.test"), Type.A, query.mode()))),
        tree.answer(message(new Query(TestZone.name("a.test"), Type.DNSKEY, query.mode()))));
  }

  private static Message message(Query query) {
    Message message = new Message(77);
    message.addRecord(Record.newRecord(query.name(), query.type(), DClass.IN), Section.QUESTION);
    return message;
  }

  @Test
  void changedMessagesAreReadOrRefused() {
    Random random = new Random(20261124);
    Query first = new Query(TestZone.name("a.test"), Type.MX, Query.Mode.CHECKING_DISABLED);
    List<Message> honest = messages(first);
    List<byte[]> bytes = honest.stream().map(Message::toWire).toList();
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int which = round % bytes.size();
      byte[] changed = bytes.get(which).clone();
      for (int i = random.nextInt(8); i >= 0; i--) {
        changed[2 + random.nextInt(changed.length - 2)] = (byte) random.nextInt();
      }
      Record asked = honest.get(which).getQuestion();
      Query query = new Query(asked.getName(), asked.getType(), first.mode());
      int length = random.nextInt(4) == 0 ? random.nextInt(changed.length) : changed.length;
      if (WireReply.read(changed, length, query, 77, "test") instanceof Response.Got got) {
        read++;
        look(got.message(), asked);
      }
    }
    assertThat(read).isBetween(ROUNDS / 20, ROUNDS);
  }

  private static void look(Message message, Record asked) {
    Sections sections = Sections.read(message, new Question(asked.getName(), asked.getType()));
    assertThat(sections.status(message.getRcode())).isNotNull();
    Sections.reason(message);
    assertThat(Lifetimes.of(message)).isBetween(DnsLimits.MIN_KEPT, DnsLimits.MAX_KEPT);
    for (SignedSet set : SignedSet.group(sections.authority())) {
      assertThat(set.records()).isNotEmpty();
    }
    Denial denial = Denial.of(Name.fromConstantString("a.test."), sections.authority());
    assertThat(denial.prove(asked.getName(), asked.getType())).isNotNull();
    assertThat(denial.proveNothingCloser(asked.getName(), 1)).isNotNull();
  }
}

package org.mailmedic.engine.probe.reputation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.BlocklistAnswers.Answer;
import org.mailmedic.engine.evidence.BlocklistAnswers.Code;
import org.mailmedic.engine.evidence.BlocklistAnswers.Kind;
import org.mailmedic.engine.evidence.BlocklistAnswers.Meaning;
import org.mailmedic.engine.evidence.BlocklistAnswers.TestPoints;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.knowledge.blocklists.Blocklist;
import org.mailmedic.protocol.ip.IpAddress;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// Asking lists in one diagnosis (RFC 5782). Used by one thread; the questions run on threads of
/// their own.
final class Asking {
  private static final long LOOPBACK = 127;
  private static final long REFUSALS = 0x7fff_ffL; // 127.255.255.0/24

  private final Dns dns;
  private final Deadline deadline;
  private final Map<String, FutureTask<TestPoints>> tests = new HashMap<>();
  private int left = ReputationLimits.MAX_QUESTIONS;

  Asking(Dns dns, Deadline deadline) {
    this.dns = dns;
    this.deadline = deadline;
  }

  /// Asks lists about an address; those that have none of its family are left out.
  void about(IpAddress address, ListsToAsk lists, List<FutureTask<Answer>> asked) {
    String reverse = address.reverseName();
    String name = reverse.substring(0, reverse.length() - suffix(address).length());
    for (ListsToAsk.One one : lists.lists()) {
      Blocklist documented = one.documented();
      if (!address.ipv6() || documented == null || documented.ipv6()) {
        ask(Kind.ADDRESS, address.toString(), name, one, address.ipv6(), asked);
      }
    }
  }

  /// Asks lists about a domain.
  void about(String domain, ListsToAsk lists, List<FutureTask<Answer>> asked) {
    for (ListsToAsk.One one : lists.lists()) {
      ask(Kind.DOMAIN, domain, domain + ".", one, /* ipv6= */ false, asked);
    }
  }

  private static String suffix(IpAddress address) {
    return address.ipv6() ? "ip6.arpa" : "in-addr.arpa";
  }

  private void ask(
      Kind kind,
      String subject,
      String name,
      ListsToAsk.One one,
      boolean ipv6,
      List<FutureTask<Answer>> asked) {
    if (left <= 0 || name.length() + one.zone().length() > ReputationLimits.MAX_NAME) {
      return;
    }
    left--;
    Blocklist documented = one.documented();
    if (documented != null && documented.ask() == Blocklist.Ask.SHUT_DOWN) {
      asked.add(Lookups.start(() -> shutDown(kind, subject, documented)));
      return;
    }
    boolean byRfc = documented == null || documented.codes().isEmpty();
    FutureTask<TestPoints> test = byRfc ? test(kind, one.zone(), ipv6) : null;
    Deadline end = deadline.atMost(ReputationLimits.LIST_PATIENCE);
    asked.add(Lookups.start(() -> answer(kind, subject, name, one, test, end)));
  }

  private static Answer shutDown(Kind kind, String subject, Blocklist list) {
    return new Answer(
        kind, subject, list.name(), list.zone(), "SHUT_DOWN", List.of(), null, null, null);
  }

  private Answer answer(
      Kind kind,
      String subject,
      String name,
      ListsToAsk.One one,
      @Nullable FutureTask<TestPoints> test,
      Deadline end)
      throws InterruptedException {
    DnsAnswer answer = dns.lookupUnvalidated(name + one.zone(), Type.A, end);
    Blocklist documented = one.documented();
    List<Code> codes = codes(answer, test == null ? documented : null);
    boolean listed = codes.stream().anyMatch(code -> code.meaning() != Meaning.REFUSED);
    String text = listed ? text(dns.lookupUnvalidated(name + one.zone(), Type.TXT, end)) : null;
    return new Answer(
        kind,
        subject,
        documented == null ? one.zone() : documented.name(),
        documented == null ? one.zone() : documented.shown(one.zone()),
        answer.status().name(),
        codes,
        text,
        documented == null ? null : documented.removal(),
        test == null ? null : Lookups.join(test));
  }

  private static List<Code> codes(DnsAnswer answer, @Nullable Blocklist documented) {
    List<Code> codes = new ArrayList<>();
    for (Record record : answer.records()) {
      if (record instanceof ARecord a && codes.size() < ReputationLimits.MAX_CODES) {
        read(IpAddress.of(a.getAddress()), documented, codes);
      }
    }
    return codes;
  }

  private static void read(IpAddress address, @Nullable Blocklist documented, List<Code> codes) {
    String text = address.toString();
    if (address.low() >>> 8 == REFUSALS) {
      codes.add(new Code(text, Meaning.REFUSED, null));
    } else if (documented == null) {
      // RFC 5782 section 2.1: by convention, anything in 127.0.0.0/8 is an entry.
      boolean entry = address.low() >>> 24 == LOOPBACK;
      codes.add(new Code(text, entry ? Meaning.ABUSE : Meaning.UNDOCUMENTED, null));
    } else {
      List<Blocklist.Code> fitting = documented.read(address);
      for (Blocklist.Code code : fitting) {
        codes.add(new Code(text, Meaning.valueOf(code.meaning().name()), code.part()));
      }
      if (fitting.isEmpty()) {
        codes.add(new Code(text, Meaning.UNDOCUMENTED, null));
      }
    }
  }

  private static @Nullable String text(DnsAnswer answer) {
    for (Record record : answer.records()) {
      if (record instanceof TXTRecord txt) {
        StringBuilder text = new StringBuilder();
        for (byte[] part : txt.getStringsAsByteArrays()) {
          text.append(new String(part, StandardCharsets.UTF_8));
        }
        String line = text.toString().strip();
        if (!line.isEmpty()) {
          return line.length() <= ReputationLimits.MAX_TEXT
              ? line
              : line.substring(0, ReputationLimits.MAX_TEXT);
        }
      }
    }
    return null;
  }

  /// What a list says of its test entries; each list is asked once.
  private FutureTask<TestPoints> test(Kind kind, String zone, boolean ipv6) {
    String key = kind + " " + ipv6 + " " + zone;
    FutureTask<TestPoints> known = tests.get(key);
    if (known == null) {
      Deadline end = deadline.atMost(ReputationLimits.LIST_PATIENCE);
      known = Lookups.start(() -> tested(kind, zone, ipv6, end));
      tests.put(key, known);
    }
    return known;
  }

  private TestPoints tested(Kind kind, String zone, boolean ipv6, Deadline end)
      throws InterruptedException {
    if (kind == Kind.DOMAIN) {
      return pair("test.", "invalid.", zone, end);
    }
    FutureTask<TestPoints> six =
        ipv6 ? Lookups.start(() -> pair(TEST_6, CLEAN_6, zone, end)) : null;
    TestPoints four = pair("2.0.0.127.", "1.0.0.127.", zone, end);
    TestPoints other = six == null || four.sound() ? four : Lookups.join(six);
    return other.sound() ? other : four;
  }

  /// ::FFFF:7F00:2 and ::FFFF:7F00:1 (RFC 5782 section 2.4).
  private static final String TEST_6 = "2.0.0.0.0.0.f.7.f.f.f.f." + "0.".repeat(20);

  private static final String CLEAN_6 = "1.0.0.0.0.0.f.7.f.f.f.f." + "0.".repeat(20);

  private TestPoints pair(String listed, String clean, String zone, Deadline end)
      throws InterruptedException {
    FutureTask<DnsAnswer> must =
        Lookups.start(() -> dns.lookupUnvalidated(listed + zone, Type.A, end));
    DnsAnswer not = dns.lookupUnvalidated(clean + zone, Type.A, end);
    DnsAnswer is = Lookups.join(must);
    boolean entry = codes(is, null).stream().anyMatch(code -> code.meaning() == Meaning.ABUSE);
    boolean answered = is.status() == DnsAnswer.Status.ANSWER;
    return new TestPoints(
        answered && !entry ? DnsAnswer.Status.REFUSED.name() : is.status().name(),
        not.status().name());
  }
}

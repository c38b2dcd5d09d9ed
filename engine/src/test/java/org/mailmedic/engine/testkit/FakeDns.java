package org.mailmedic.engine.testkit;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.engine.world.DnsAnswer.Security;
import org.mailmedic.engine.world.DnsAnswer.Status;
import org.mailmedic.engine.world.DnsTransport;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// A DNS that knows what it was told; every other name does not exist.
public final class FakeDns implements Dns {
  private record Question(String name, int type) {}

  private final Map<Question, DnsAnswer> answers = new ConcurrentHashMap<>();

  /// IPv4 addresses of a host, which has nothing else.
  public FakeDns host(String name, String... addresses) {
    List<Record> records =
        List.of(addresses).stream()
            .map(address -> (Record) new ARecord(name(name), DClass.IN, 60, address(address)))
            .toList();
    put(name, Type.A, Status.ANSWER, records, Security.INSECURE);
    return status(name, Type.AAAA, Status.NODATA);
  }

  /// TXT records, one string each.
  public FakeDns txt(String name, String... texts) {
    List<Record> records =
        List.of(texts).stream()
            .map(text -> (Record) new TXTRecord(name(name), DClass.IN, 60, text))
            .toList();
    put(name, Type.TXT, Status.ANSWER, records, Security.INSECURE);
    return this;
  }

  /// An answer without records.
  public FakeDns status(String name, int type, Status status) {
    put(name, type, status, List.of(), Security.INSECURE);
    return this;
  }

  /// An answer that our own validation finds forged.
  public FakeDns bogus(String name, int type) {
    put(name, type, Status.SERVFAIL, List.of(), Security.BOGUS);
    return this;
  }

  private void put(String name, int type, Status status, List<Record> records, Security security) {
    answers.put(new Question(name, type), answer(name, type, status, records, security));
  }

  @Override
  public DnsAnswer lookup(String name, int type, Deadline deadline) {
    String plain = name.toLowerCase(Locale.ROOT);
    DnsAnswer known = answers.get(new Question(plain, type));
    return known != null
        ? known
        : answer(plain, type, Status.NXDOMAIN, List.of(), Security.INSECURE);
  }

  @Override
  public DnsAnswer ask(
      InetAddress server, String name, int type, DnsTransport transport, Deadline deadline) {
    throw new UnsupportedOperationException("name servers");
  }

  private static DnsAnswer answer(
      String name, int type, Status status, List<Record> records, Security security) {
    return new DnsAnswer(
        name + ".",
        type,
        status,
        records,
        List.of(),
        List.of(),
        List.of(),
        false,
        security,
        null,
        null,
        1);
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text + ".");
    } catch (TextParseException e) {
      throw new AssertionError(e);
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}

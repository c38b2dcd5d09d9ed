package org.mailmedic.engine.probe.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.SpfRecords;
import org.mailmedic.engine.probe.dns.Lookups;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.Dns;
import org.mailmedic.engine.world.DnsAnswer;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.spf.SpfAnswer;
import org.mailmedic.protocol.spf.SpfDns;
import org.mailmedic.protocol.spf.SpfPrefetch;
import org.mailmedic.protocol.spf.SpfQuestion;
import org.mailmedic.protocol.spf.SpfRecord;
import org.mailmedic.protocol.spf.SpfRequest;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// SPF's questions to the world. Each is asked once; what a record is about to ask is asked as soon
/// as the record is there, and so is what the records that it includes ask, so that the whole tree
/// takes as long as its longest branch. Thread-safe.
final class LiveSpfDns implements SpfDns {
  /// Questions of one domain in all, and those asked ahead (docs/limits.md).
  static final int MAX_QUESTIONS = 300;

  static final int MAX_AHEAD = 60;

  /// Records of one answer, and characters of a text, that are kept.
  private static final int MAX_RECORDS = 50;

  private static final int MAX_TEXT = 20_000;

  private final Dns dns;
  private final Deadline deadline;
  private final SpfRequest nobody;
  private final ConcurrentMap<SpfQuestion, FutureTask<SpfAnswer>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger ahead = new AtomicInteger();
  private final List<SpfQuestion> order = new ArrayList<>(); // guarded by itself

  LiveSpfDns(Dns dns, Deadline deadline, String domain) {
    this.dns = dns;
    this.deadline = deadline;
    this.nobody = SpfRequest.of(new IpAddress(false, 0, 0), domain);
  }

  @Override
  public SpfAnswer ask(SpfQuestion question) {
    SpfQuestion lower = lower(question);
    synchronized (order) {
      if (!order.contains(lower)) {
        order.add(lower);
      }
    }
    FutureTask<SpfAnswer> task = begin(lower);
    try {
      return task == null ? unobserved("limit of questions") : task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unobserved("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void soon(List<SpfQuestion> questions) {
    for (SpfQuestion question : questions) {
      askAhead(question);
      if (question.type() == SpfQuestion.Type.A) {
        askAhead(new SpfQuestion(question.name(), SpfQuestion.Type.AAAA));
      }
    }
  }

  private void askAhead(SpfQuestion question) {
    if (ahead.incrementAndGet() <= MAX_AHEAD) {
      FutureTask<SpfAnswer> unused = begin(lower(question)); // looked at when it is asked for
    }
  }

  private static SpfQuestion lower(SpfQuestion question) {
    return new SpfQuestion(question.name().toLowerCase(Locale.ROOT), question.type());
  }

  /// The question under way; null where it would be one too many.
  private @Nullable FutureTask<SpfAnswer> begin(SpfQuestion question) {
    FutureTask<SpfAnswer> known = asked.get(question);
    if (known != null || asked.size() >= MAX_QUESTIONS) {
      return known;
    }
    FutureTask<SpfAnswer> fresh = new FutureTask<>(() -> look(question));
    known = asked.putIfAbsent(question, fresh);
    if (known != null) {
      return known;
    }
    Thread.ofVirtual().start(fresh);
    return fresh;
  }

  private SpfAnswer look(SpfQuestion question) {
    // A backslash would begin an escape in the library's notation of names.
    String name = question.name().replace("\\", "\\\\");
    SpfAnswer answer = answer(dns.lookup(name, type(question.type()), deadline));
    if (question.type() == SpfQuestion.Type.TXT) {
      List<String> records = SpfRecord.among(answer.texts());
      if (records.size() == 1) {
        SpfRecord record = SpfRecord.parse(records.getFirst());
        soon(SpfPrefetch.questions(record, question.name(), nobody));
      }
    }
    return answer;
  }

  private static int type(SpfQuestion.Type type) {
    return switch (type) {
      case TXT -> Type.TXT;
      case A -> Type.A;
      case AAAA -> Type.AAAA;
      case MX -> Type.MX;
      case PTR -> Type.PTR;
    };
  }

  private SpfAnswer answer(DnsAnswer answer) {
    String reason = answer.reason();
    if (answer.security() == DnsAnswer.Security.BOGUS) {
      // Whoever validates sees a failure; so does everybody behind such a resolver.
      String why = reason == null ? "" : " " + reason;
      return SpfAnswer.without(SpfAnswer.Status.FAILED, "BOGUS" + why);
    }
    return switch (answer.status()) {
      case ANSWER -> found(answer.records());
      case NODATA -> SpfAnswer.without(SpfAnswer.Status.NO_RECORDS, null);
      case NXDOMAIN -> SpfAnswer.without(SpfAnswer.Status.NO_NAME, null);
      case SERVFAIL, ERROR, MALFORMED, REFERRAL ->
          SpfAnswer.without(SpfAnswer.Status.FAILED, why(answer));
      // Our resolver's silence or refusal says nothing of the domain.
      case TIMEOUT, UNREACHABLE, REFUSED, NOT_ASKED -> unobserved(why(answer));
    };
  }

  private static String why(DnsAnswer answer) {
    return answer.reason() == null ? answer.status().name() : answer.reason();
  }

  private static SpfAnswer unobserved(String reason) {
    return SpfAnswer.without(SpfAnswer.Status.UNOBSERVED, reason);
  }

  private static SpfAnswer found(List<Record> records) {
    List<String> texts = new ArrayList<>();
    List<MXRecord> mail = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<IpAddress> addresses = new ArrayList<>();
    for (Record record : records.subList(0, Math.min(MAX_RECORDS, records.size()))) {
      switch (record) {
        case TXTRecord txt -> texts.add(text(txt));
        case MXRecord mx -> mail.add(mx);
        case PTRRecord ptr -> names.add(name(Lookups.text(ptr.getTarget())));
        case ARecord a -> addresses.add(IpAddress.of(a.getAddress()));
        case AAAARecord aaaa -> addresses.add(IpAddress.of(aaaa.getAddress().getAddress()));
        default -> {} // of no type that was asked for
      }
    }
    mail.sort(Comparator.comparingInt(MXRecord::getPriority));
    for (MXRecord mx : mail) {
      names.add(name(Lookups.text(mx.getTarget())));
    }
    if (!texts.isEmpty()) {
      return SpfAnswer.texts(texts);
    }
    return names.isEmpty() ? SpfAnswer.addresses(addresses) : SpfAnswer.names(names);
  }

  private static String name(String text) {
    return text.equals(".") ? "" : text;
  }

  /// The strings put together without anything between them, a character a byte (RFC 7208 section
  /// 3.3).
  private static String text(TXTRecord txt) {
    StringBuilder text = new StringBuilder();
    for (byte[] part : txt.getStringsAsByteArrays()) {
      text.append(new String(part, StandardCharsets.ISO_8859_1));
    }
    return text.length() <= MAX_TEXT ? text.toString() : text.substring(0, MAX_TEXT);
  }

  /// What was asked by now, in the order in which it was wanted; what was only asked ahead is left
  /// out.
  List<SpfRecords.Answer> answers() {
    List<SpfQuestion> wanted;
    synchronized (order) {
      wanted = List.copyOf(order);
    }
    List<SpfRecords.Answer> answers = new ArrayList<>(wanted.size());
    for (SpfQuestion question : wanted) {
      SpfAnswer answer = ask(question);
      List<String> values = new ArrayList<>(answer.texts());
      values.addAll(answer.names());
      for (IpAddress address : answer.addresses()) {
        values.add(address.toString());
      }
      answers.add(
          new SpfRecords.Answer(
              question.name(),
              question.type().name(),
              answer.status().name(),
              values,
              answer.reason()));
    }
    return answers;
  }
}

package org.mailmedic.engine.probe.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.mailmedic.engine.evidence.MxRecords;
import org.mailmedic.engine.world.DnsAnswer;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// Asking several questions at once, and answers in the words of the evidence.
public final class Lookups {
  private Lookups() {}

  /// Starts asking on a virtual thread of its own.
  public static <T> FutureTask<T> start(Callable<T> question) {
    FutureTask<T> task = new FutureTask<>(question);
    Thread.ofVirtual().start(task);
    return task;
  }

  /// What a started question brought. Waits as long as it takes: questions end by their deadline.
  public static <T> T join(FutureTask<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /// A name as evidence has it: lower case, without the trailing dot; `.` for the root.
  public static String text(Name name) {
    String text = name.toString().toLowerCase(Locale.ROOT);
    return text.length() > 1 && text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  /// The MX records of an answer, lowest preference value first, then by name.
  public static List<MxRecords.Mx> mail(List<Record> records) {
    List<MxRecords.Mx> mail = new ArrayList<>();
    for (Record record : records) {
      if (record instanceof MXRecord mx) {
        mail.add(new MxRecords.Mx(mx.getPriority(), text(mx.getTarget())));
      }
    }
    mail.sort(
        java.util.Comparator.comparingInt(MxRecords.Mx::preference)
            .thenComparing(MxRecords.Mx::host));
    return mail;
  }

  /// What the first alias of an answer names, or null.
  public static @org.jspecify.annotations.Nullable String alias(DnsAnswer answer) {
    for (Record record : answer.aliases()) {
      if (record instanceof CNAMERecord cname) {
        return text(cname.getTarget());
      }
    }
    return null;
  }

  /// The weaker of two results of validation.
  public static DnsAnswer.Security weaker(DnsAnswer.Security one, DnsAnswer.Security other) {
    return rank(one) <= rank(other) ? one : other;
  }

  private static int rank(DnsAnswer.Security security) {
    return switch (security) {
      case BOGUS -> 0;
      case INDETERMINATE -> 1;
      case UNCHECKED -> 2;
      case INSECURE -> 3;
      case SECURE -> 4;
    };
  }
}

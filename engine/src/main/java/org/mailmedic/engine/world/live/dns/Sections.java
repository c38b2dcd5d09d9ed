package org.mailmedic.engine.world.live.dns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.world.DnsAnswer;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The sections of an answer, read for a question: the alias chain, the records at its end, what
/// kind of answer it is. Records that do not belong to the question are left out.
///
/// @param last the name at the end of the alias chain; the asked name where there is no alias
/// @param looped whether the aliases go round in a circle or past the limit
record Sections(
    List<Record> aliases,
    Name last,
    boolean looped,
    List<Record> records,
    List<Record> answer,
    List<Record> authority,
    List<Record> additional) {

  static Sections read(Message message, Question question) {
    List<Record> answer = section(message, Section.ANSWER);
    List<Record> aliases = new ArrayList<>();
    Set<Name> seen = new HashSet<>();
    Name current = question.name();
    boolean looped = false;
    while (question.type() != Type.CNAME && question.type() != Type.ANY) {
      if (!seen.add(current) || seen.size() > DnsLimits.MAX_ALIASES) {
        looped = true;
        break;
      }
      Name next = follow(answer, current, aliases);
      if (next == null) {
        break;
      }
      current = next;
    }
    List<Record> records = new ArrayList<>();
    for (Record record : answer) {
      if (!looped && record.getType() == question.type() && record.getName().equals(current)) {
        records.add(record);
      }
    }
    return new Sections(
        aliases,
        current,
        looped,
        records,
        answer,
        section(message, Section.AUTHORITY),
        section(message, Section.ADDITIONAL));
  }

  /// What kind of answer it is.
  DnsAnswer.Status status(int rcode) {
    if (looped) {
      return DnsAnswer.Status.ERROR;
    }
    if (rcode == Rcode.NXDOMAIN) {
      return DnsAnswer.Status.NXDOMAIN;
    }
    if (rcode != Rcode.NOERROR) {
      return failure(rcode);
    }
    if (!records.isEmpty()) {
      return DnsAnswer.Status.ANSWER;
    }
    return isReferral() ? DnsAnswer.Status.REFERRAL : DnsAnswer.Status.NODATA;
  }

  /// Whether the alias chain ends in a name about which the answer says nothing.
  boolean unfinished() {
    return !aliases.isEmpty() && !looped && records.isEmpty() && soa() == null;
  }

  /// The zone's SOA record in the authority section of a denial; null where there is none.
  @Nullable SOARecord soa() {
    for (Record record : authority) {
      if (record instanceof SOARecord soa) {
        return soa;
      }
    }
    return null;
  }

  private boolean isReferral() {
    return aliases.isEmpty()
        && soa() == null
        && authority.stream().anyMatch(record -> record instanceof NSRecord);
  }

  static DnsAnswer.Status failure(int rcode) {
    return switch (rcode) {
      case Rcode.SERVFAIL -> DnsAnswer.Status.SERVFAIL;
      case Rcode.REFUSED -> DnsAnswer.Status.REFUSED;
      default -> DnsAnswer.Status.ERROR;
    };
  }

  /// What the server says about a failure: the code and the extended errors (RFC 8914).
  static @Nullable String reason(Message message) {
    StringBuilder text = new StringBuilder();
    int rcode = message.getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      text.append(Rcode.string(rcode));
    }
    OPTRecord opt = message.getOPT();
    if (opt != null) {
      for (EDNSOption option : opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR)) {
        append(text, (ExtendedErrorCodeOption) option);
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  private static void append(StringBuilder text, ExtendedErrorCodeOption error) {
    if (text.length() > MAX_REASON) {
      return;
    }
    text.append(text.isEmpty() ? "" : ", ").append("EDE ").append(error.getErrorCode());
    String extra = error.getText();
    if (extra != null && !extra.isBlank()) {
      String line = extra.replaceAll("\\p{Cntrl}", " ");
      text.append(' ').append(line, 0, Math.min(line.length(), MAX_REASON));
    }
  }

  private static final int MAX_REASON = 200;

  private static @Nullable Name follow(List<Record> answer, Name name, List<Record> aliases) {
    for (Record record : answer) {
      if (record instanceof CNAMERecord cname && cname.getName().equals(name)) {
        addDname(answer, name, aliases);
        aliases.add(cname);
        return cname.getTarget();
      }
    }
    for (Record record : answer) {
      if (record instanceof DNAMERecord dname && isBelow(name, dname.getName())) {
        Name target = substituted(name, dname);
        if (target != null) {
          aliases.add(dname);
          return target;
        }
      }
    }
    return null;
  }

  /// The DNAME that a CNAME was made from stands before it (RFC 6672 section 3.1).
  private static void addDname(List<Record> answer, Name name, List<Record> aliases) {
    for (Record record : answer) {
      if (record instanceof DNAMERecord dname && isBelow(name, dname.getName())) {
        aliases.add(dname);
      }
    }
  }

  private static boolean isBelow(Name name, Name above) {
    return name.subdomain(above) && !name.equals(above);
  }

  static @Nullable Name substituted(Name name, DNAMERecord dname) {
    try {
      return name.fromDNAME(dname);
    } catch (NameTooLongException e) {
      return null;
    }
  }

  private static List<Record> section(Message message, int section) {
    List<Record> records = new ArrayList<>();
    for (Record record : message.getSection(section)) {
      boolean counts = record.getDClass() == DClass.IN && record.getType() != Type.OPT;
      if (counts && records.size() < DnsLimits.MAX_RECORDS) {
        records.add(record);
      }
    }
    return records;
  }
}

package org.mailmedic.engine.probe.mtasts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mailmedic.engine.world.DnsAnswer;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

/// TXT records as texts.
public final class Texts {
  /// Records of one name that are looked at, and characters of each (docs/limits.md).
  private static final int MAX_RECORDS = 20;

  private static final int MAX_LENGTH = 2_000;

  private Texts() {}

  /// The strings of each record put together without anything between them (RFC 8461 section 3.1).
  public static List<String> of(DnsAnswer answer) {
    List<String> texts = new ArrayList<>();
    for (Record record : answer.records()) {
      if (record instanceof TXTRecord txt && texts.size() < MAX_RECORDS) {
        StringBuilder text = new StringBuilder();
        for (byte[] part : txt.getStringsAsByteArrays()) {
          text.append(new String(part, StandardCharsets.UTF_8));
        }
        texts.add(text.length() <= MAX_LENGTH ? text.toString() : text.substring(0, MAX_LENGTH));
      }
    }
    return texts;
  }

  /// The status of an answer in the words of the evidence: what is forged is no answer.
  public static String status(DnsAnswer answer) {
    return answer.security() == DnsAnswer.Security.BOGUS
        ? DnsAnswer.Security.BOGUS.name()
        : answer.status().name();
  }
}

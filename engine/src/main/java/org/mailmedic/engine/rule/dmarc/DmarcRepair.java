package org.mailmedic.engine.rule.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.dkim.Anomaly;
import org.mailmedic.protocol.dkim.TagList;
import org.mailmedic.protocol.dmarc.DmarcRecord;
import org.mailmedic.protocol.dmarc.Policy;

/// The whole record that would help, read again before it is told to anybody. Every method gives
/// null where no change that it knows helps.
final class DmarcRepair {
  private static final Set<String> POLICIES = Set.of("p", "sp", "np");
  private static final Set<String> KEPT =
      Set.of("adkim", "aspf", "fo", "rua", "ruf", "t", "psd", "pct");

  /// Characters of a record that people can be told to publish.
  private static final int MAX_RECORD = 450;

  private DmarcRepair() {}

  /// One that changes nothing and brings reports, for a domain that has none.
  static @Nullable String first(String domain) {
    return good("v=DMARC1; p=none; rua=mailto:postmaster@" + domain, Policy.NONE);
  }

  /// The record with its slips put right: words that are nearly a policy, what is there twice, a
  /// version that is spelt otherwise.
  static @Nullable String corrected(String text) {
    String plain = text.replace("\"", "").replace("\\;", ";").strip();
    TagList tags = TagList.parse(plain.replace(",p=", ";p="), TagList.Names.ANY_CASE);
    Policy policy = nearest(tags.value("p"));
    if (policy == null) {
      policy = Policy.NONE;
    }
    StringBuilder record = new StringBuilder("v=DMARC1; p=").append(policy.word());
    for (TagList.Tag tag : tags.tags()) {
      if (tag.name().equals("p")) {
        continue;
      }
      if (POLICIES.contains(tag.name())) {
        Policy below = nearest(tag.value());
        if (below != null) {
          record.append("; ").append(tag.name()).append('=').append(below.word());
        }
      } else if (KEPT.contains(tag.name()) && isGood(tag)) {
        record.append("; ").append(tag.name()).append('=').append(tag.value());
      }
    }
    return good(record.toString(), policy);
  }

  /// One record out of several: the first that can be read.
  static @Nullable String one(List<String> texts) {
    for (String text : texts) {
      DmarcRecord record = DmarcRecord.parse(text).record();
      if (record != null) {
        return good(text, record.policy());
      }
    }
    return null;
  }

  /// The record without addresses that get nothing.
  static @Nullable String withoutReports(String text) {
    TagList tags = TagList.parse(text, TagList.Names.ANY_CASE);
    DmarcRecord record = DmarcRecord.parse(text).record();
    List<String> kept = new ArrayList<>();
    for (TagList.Tag tag : tags.tags()) {
      if (!tag.name().equals("rua")) {
        kept.add(tag.name() + "=" + tag.value());
      }
    }
    return record == null ? null : good(String.join("; ", kept), record.policy());
  }

  /// The record with no policy for the time being, whatever else it has.
  static @Nullable String eased(String text) {
    TagList tags = TagList.parse(text, TagList.Names.ANY_CASE);
    List<String> kept = new ArrayList<>();
    for (TagList.Tag tag : tags.tags()) {
      kept.add(tag.name() + "=" + (POLICIES.contains(tag.name()) ? "none" : tag.value()));
    }
    String record = good(String.join("; ", kept), Policy.NONE);
    DmarcRecord read = record == null ? null : DmarcRecord.parse(record).record();
    boolean helps =
        read != null && read.below(true) == Policy.NONE && read.below(false) == Policy.NONE;
    return helps ? record : null;
  }

  private static boolean isGood(TagList.Tag tag) {
    String alone = "v=DMARC1; p=none; " + tag.name() + "=" + tag.value();
    return DmarcRecord.parse(alone).anomalies().stream()
        .allMatch(a -> a.code() == Anomaly.Code.OBSOLETE);
  }

  /// The record where receivers read it as meant.
  private static @Nullable String good(String text, Policy policy) {
    DmarcRecord record = DmarcRecord.parse(text).record();
    return record != null && record.policy() == policy && text.length() <= MAX_RECORD ? text : null;
  }

  /// The policy whose word differs least from this, by no more than two letters; null where none
  /// does.
  private static @Nullable Policy nearest(@Nullable String word) {
    if (word == null || word.length() > 20) {
      return null;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    Policy nearest = null;
    int least = 3;
    for (Policy policy : Policy.values()) {
      int distance = distance(lower, policy.word());
      if (distance < least) {
        least = distance;
        nearest = policy;
      }
    }
    return nearest;
  }

  /// How many letters have to be changed, added or left out.
  private static int distance(String a, String b) {
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] next = new int[b.length() + 1];
      next[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        next[j] = Math.min(change, Math.min(last[j], next[j - 1]) + 1);
      }
      last = next;
    }
    return last[b.length()];
  }
}

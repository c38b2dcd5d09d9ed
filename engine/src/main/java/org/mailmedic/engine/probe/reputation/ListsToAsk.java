package org.mailmedic.engine.probe.reputation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.knowledge.blocklists.Blocklist;
import org.mailmedic.knowledge.blocklists.Blocklist.Ask;
import org.mailmedic.knowledge.blocklists.Blocklist.Kind;
import org.mailmedic.knowledge.blocklists.Blocklists;

/// Which lists of a kind are asked in a diagnosis.
///
/// @param lists each once
record ListsToAsk(List<One> lists) {
  private static final String BLOCKED_USING = "blocked using ";

  ListsToAsk {
    lists = List.copyOf(lists);
  }

  /// A list.
  ///
  /// @param zone where it is asked
  /// @param documented what is known of it; null: RFC 5782 holds
  record One(String zone, @Nullable Blocklist documented) {}

  /// @param zones as configured; null: the well-known ones
  /// @param reply what came back; null where nothing did
  static ListsToAsk of(Kind kind, @Nullable List<String> zones, @Nullable String reply) {
    List<One> lists = new ArrayList<>();
    Blocklists known = Blocklists.builtIn();
    if (zones != null) {
      for (String zone : zones) {
        lists.add(new One(zone, known.find(zone).filter(list -> list.kind() == kind).orElse(null)));
      }
      return new ListsToAsk(lists);
    }
    for (Blocklist list : known.of(kind, Ask.ALWAYS)) {
      lists.add(new One(list.zone(), list));
    }
    if (reply != null) {
      for (Blocklist list : known.namedIn(reply, kind)) {
        if (list.ask() == Ask.NAMED) {
          lists.add(new One(list.zone(), list));
        }
      }
      String zone = kind == Kind.IP ? blockedUsing(reply) : null;
      if (zone != null && known.find(zone).isEmpty()) {
        lists.add(new One(zone, null));
      }
    }
    return new ListsToAsk(lists);
  }

  /// The zone in "blocked using list.example.net", which several mail servers write.
  static @Nullable String blockedUsing(String reply) {
    String lower = reply.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(BLOCKED_USING);
    if (at < 0) {
      return null;
    }
    int begin = at + BLOCKED_USING.length();
    int end = begin;
    while (end < lower.length() && isPart(lower.charAt(end))) {
      end++;
    }
    while (end > begin && lower.charAt(end - 1) == '.') {
      end--;
    }
    String zone = lower.substring(begin, end);
    boolean name = zone.indexOf('.') > 0 && !zone.contains("..");
    return name && zone.length() <= ReputationLimits.MAX_NAME / 2 ? zone : null;
  }

  private static boolean isPart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  }
}

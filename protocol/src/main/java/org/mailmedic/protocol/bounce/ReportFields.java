package org.mailmedic.protocol.bounce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a machine-readable report (RFC 3464 section 2.1, RFC 8098 section 3.1, RFC 5965
/// section 2): groups of fields with empty lines between them. Of a field that comes several times
/// in a group the first counts, but [#all] has every one.
record ReportFields(List<Map<String, List<String>>> groups) {

  static ReportFields parse(String text) {
    return new Reader().read(text);
  }

  private static final class Reader {
    private final List<Map<String, List<String>>> groups = new ArrayList<>();
    private Map<String, List<String>> group = new HashMap<>();
    private int fields;
    private @Nullable List<String> last;

    ReportFields read(String text) {
      text.lines().forEach(this::line);
      end();
      return new ReportFields(groups);
    }

    private void line(String line) {
      if (line.isBlank()) {
        end();
      } else if (line.charAt(0) <= ' ') {
        goOn(line.strip());
      } else {
        field(line);
      }
    }

    private void field(String line) {
      int colon = line.indexOf(':');
      if (colon <= 0 || fields >= BounceLimits.MAX_FIELDS) {
        last = null;
        return;
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (name.indexOf(' ') >= 0) {
        goOn(line); // a line that should have been folded
        return;
      }
      boolean recipient = name.equals("original-recipient") || name.equals("final-recipient");
      if (recipient && group.containsKey(name)) {
        end(); // the empty line between two recipients is missing
      }
      fields++;
      last = group.computeIfAbsent(name, key -> new ArrayList<>());
      last.add(cut(line.substring(colon + 1).strip()));
    }

    private void goOn(String more) {
      if (last != null && last.getLast().length() < BounceLimits.MAX_FIELD) {
        String before = last.removeLast();
        last.add(cut(before.isEmpty() ? more : before + " " + more));
      }
    }

    private static String cut(String text) {
      return text.length() <= BounceLimits.MAX_FIELD
          ? text
          : text.substring(0, BounceLimits.MAX_FIELD);
    }

    private void end() {
      if (!group.isEmpty() && groups.size() <= BounceLimits.MAX_RECIPIENTS) {
        groups.add(group);
      }
      group = new HashMap<>();
      fields = 0;
      last = null;
    }
  }

  /// The first field with this name in a group; empty where there is none.
  static String value(Map<String, List<String>> group, String name) {
    List<String> values = group.get(name);
    return values == null ? "" : values.getFirst();
  }

  /// The first field with this name in any group; empty where there is none.
  String value(String name) {
    for (Map<String, List<String>> group : groups) {
      String value = value(group, name);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /// Every field with this name.
  List<String> all(String name) {
    List<String> all = new ArrayList<>();
    groups.forEach(group -> all.addAll(group.getOrDefault(name, List.of())));
    return all;
  }

  /// A field's value without the type before it (`rfc822; anna@example.com`).
  static String typed(String value) {
    int semicolon = value.indexOf(';');
    boolean type = semicolon >= 0 && semicolon <= 20 && value.lastIndexOf(' ', semicolon) <= 0;
    return (type ? value.substring(semicolon + 1) : value).strip();
  }
}

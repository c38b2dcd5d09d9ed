package org.mailmedic.protocol.spf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mailmedic.protocol.ip.IpAddress;

/// A DNS of a few names.
final class Zones implements SpfDns {
  private final Map<String, List<String>> records = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> failing = new HashSet<>();
  final List<String> asked = new ArrayList<>();
  final List<SpfQuestion> soon = new ArrayList<>();

  /// Lines such as `example.com TXT v=spf1 -all` or `example.com TIMEOUT`.
  static Zones of(String... lines) {
    Zones zones = new Zones();
    for (String line : lines) {
      String[] parts = line.split(" ", 3);
      if (parts[1].equals("TIMEOUT")) {
        zones.fail(parts[0]);
      } else {
        zones.add(parts[0], parts[1], parts[2]);
      }
    }
    return zones;
  }

  void add(String name, String type, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    names.add(lower);
    records.computeIfAbsent(lower + " " + type, key -> new ArrayList<>()).add(value);
  }

  void fail(String name) {
    failing.add(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public void soon(List<SpfQuestion> questions) {
    soon.addAll(questions);
  }

  @Override
  public SpfAnswer ask(SpfQuestion question) {
    asked.add(question.toString());
    return answer(question.name().toLowerCase(Locale.ROOT), question.type(), 0);
  }

  private SpfAnswer answer(String name, SpfQuestion.Type type, int aliases) {
    List<String> alias = records.get(name + " CNAME");
    if (alias != null) {
      String to = SpfNames.withoutDot(alias.getFirst()).toLowerCase(Locale.ROOT);
      return aliases > 8
          ? SpfAnswer.without(SpfAnswer.Status.FAILED, "CNAME loop")
          : answer(to, type, aliases + 1);
    }
    List<String> found = records.get(name + " " + type);
    if (found == null) {
      return SpfAnswer.without(
          failing.contains(name)
              ? SpfAnswer.Status.FAILED
              : names.contains(name) ? SpfAnswer.Status.NO_RECORDS : SpfAnswer.Status.NO_NAME,
          null);
    }
    return switch (type) {
      case TXT -> SpfAnswer.texts(found);
      case A, AAAA -> SpfAnswer.addresses(found.stream().map(Zones::address).toList());
      case MX, PTR -> SpfAnswer.names(found.stream().map(SpfNames::withoutDot).toList());
    };
  }

  private static IpAddress address(String text) {
    IpAddress address = IpAddress.parse(text);
    if (address == null) {
      throw new IllegalArgumentException(text);
    }
    return address;
  }
}

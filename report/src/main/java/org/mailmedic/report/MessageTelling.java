package org.mailmedic.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.message.AuthenticationSaid;
import org.mailmedic.engine.message.FilterSaid;
import org.mailmedic.engine.message.Forgery;
import org.mailmedic.engine.message.Hop;
import org.mailmedic.engine.message.MessageReading;

/// What a message or header block says, as it is told to people.
final class MessageTelling {
  /// Tests of a filter that are told, unless everything is.
  private static final int FEW_TESTS = 6;

  private final MessageReading reading;
  private final Wording words;
  private final boolean whole;

  MessageTelling(MessageReading reading, Wording words, boolean whole) {
    this.reading = reading;
    this.words = words;
    this.whole = whole;
  }

  /// Of a message that came back: whether it is what it seems, and all of it where that is wanted.
  void afterNotice(Page page) {
    forgery(page);
    if (whole) {
      page.title(words.say("ui.message.notice"), Page.Tone.PLAIN);
      details(page);
    }
  }

  /// Of any other message.
  void tell(Page page) {
    boolean forged = forgery(page);
    if (!forged) {
      headline(page);
    }
    details(page);
  }

  /// Whether something was to be told.
  private boolean forgery(Page page) {
    Forgery forgery = reading.forgery();
    if (forgery == null || forgery.kind() == Forgery.Kind.GENUINE) {
      return false;
    }
    boolean made = forgery.kind() == Forgery.Kind.FORGED_NOTICE;
    page.title(words.say(made ? "ui.message.forged" : "ui.message.backscatter"), Page.Tone.AT_RISK);
    page.paragraph(words.say(made ? "ui.message.forged.detail" : "ui.message.backscatter.detail"));
    page.section(words.say("ui.message.signs"));
    page.list(forgery.signs().stream().map(this::sign).toList());
    return true;
  }

  private String sign(Forgery.Sign sign) {
    return words.say("ui.message.sign", Map.of("sign", sign.name().toLowerCase(Locale.ROOT)));
  }

  private void headline(Page page) {
    Hop held = held();
    if (reading.unwanted()) {
      page.title(words.say("ui.message.unwanted"), Page.Tone.AT_RISK);
    } else if (unproven()) {
      page.title(words.say("ui.message.unproven"), Page.Tone.AT_RISK);
    } else if (held != null) {
      page.title(words.say("ui.message.held", Map.of("delay", delay(held))), Page.Tone.AT_RISK);
    } else {
      page.title(words.say("ui.message.usual"), Page.Tone.PLAIN);
    }
  }

  /// Whether the server that took it last found that it is not from whom it says.
  private boolean unproven() {
    for (AuthenticationSaid said : reading.authentication()) {
      if (said.last()) {
        for (AuthenticationSaid.Result result : said.results()) {
          if (result.method().equals("dmarc") && result.result().equals("fail")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private @Nullable Hop held() {
    int place = reading.transit().held();
    return place < 0 ? null : reading.transit().hops().get(place);
  }

  private static Duration delay(Hop hop) {
    return hop.delay() == null ? Duration.ZERO : hop.delay();
  }

  private void details(Page page) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "ui.message.from", reading.from());
    put(facts, "ui.message.subject", reading.subject());
    put(facts, "ui.message.id", reading.messageId());
    if (!facts.isEmpty()) {
      page.pairs(facts);
    }
    way(page);
    list(page, words.say("ui.message.authentication"), authentication());
    list(page, words.say("ui.message.filters"), filters());
    list(
        page,
        words.say("ui.message.content"),
        reading.content().stream().map(words::brief).toList());
  }

  private void put(Map<String, String> facts, String key, @Nullable String value) {
    if (value != null) {
      facts.put(words.say(key), ReplyLine.visible(value));
    }
  }

  private static void list(Page page, String heading, List<String> points) {
    if (!points.isEmpty()) {
      page.section(heading);
      page.list(points);
    }
  }

  private void way(Page page) {
    List<String> lines = new ArrayList<>();
    for (Hop hop : reading.transit().hops()) {
      lines.add(words.say("ui.message.hop", arguments(hop)));
    }
    list(page, words.say("ui.message.hops"), lines);
    Duration total = reading.transit().total();
    if (total != null) {
      page.paragraph(words.say("ui.message.total", Map.of("total", total)));
    }
    Hop held = held();
    if (held != null) {
      page.paragraph(words.say("ui.message.held.detail", arguments(held)));
    }
  }

  private static Map<String, Object> arguments(Hop hop) {
    Map<String, Object> arguments = new HashMap<>();
    put(arguments, "from", hop.from() == null ? hop.address() : hop.from());
    put(arguments, "address", hop.from() == null ? null : hop.address());
    put(arguments, "by", hop.by());
    put(arguments, "time", time(hop.time()));
    put(arguments, "delay", hop.delay());
    put(arguments, "encrypted", hop.encrypted() ? "yes" : "no");
    Duration skew = hop.skew();
    if (skew != null) {
      arguments.put("skew", skew.abs());
      arguments.put("ahead", skew.isNegative() ? "no" : "yes");
    }
    return arguments;
  }

  private static void put(Map<String, Object> arguments, String name, @Nullable Object value) {
    if (value != null) {
      arguments.put(name, value);
    }
  }

  /// `2026-11-23 10:00:12 UTC`.
  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString().replace('T', ' ').replace("Z", " UTC");
  }

  private List<String> authentication() {
    List<String> lines = new ArrayList<>();
    for (AuthenticationSaid said : reading.authentication()) {
      for (AuthenticationSaid.Result result : said.results()) {
        Map<String, Object> arguments = new HashMap<>();
        put(arguments, "by", said.by().isEmpty() ? null : said.by());
        put(arguments, "seal", said.instance() > 0 ? String.valueOf(said.instance()) : null);
        arguments.put("text", meaning(words, result));
        lines.add(words.say("ui.message.said", arguments));
      }
    }
    return lines;
  }

  /// What a result means, in plain words.
  static String meaning(Wording words, AuthenticationSaid.Result result) {
    String key =
        switch (result.method()) {
          case "spf" -> "ui.message.spf";
          case "dkim" -> "ui.message.dkim";
          case "dmarc" -> "ui.message.dmarc";
          case "arc" -> "ui.message.arc";
          case "iprev" -> "ui.message.iprev";
          case "auth" -> "ui.message.auth";
          default -> "ui.message.method";
        };
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("method", result.method());
    arguments.put("result", result.result());
    put(arguments, "about", result.about());
    return words.say(key, arguments);
  }

  private List<String> filters() {
    List<String> lines = new ArrayList<>();
    for (FilterSaid said : reading.filters()) {
      Map<String, Object> arguments = new HashMap<>();
      arguments.put("filter", said.filter());
      arguments.put("field", said.field());
      arguments.put("verdict", said.verdict().id());
      put(arguments, "score", number(said.score()));
      put(arguments, "limit", number(said.limit()));
      lines.add(words.say("ui.message.filter", arguments));
      int left = whole ? Integer.MAX_VALUE : FEW_TESTS;
      for (FilterSaid.Test test : said.tests()) {
        if (left > 0 && (whole || against(test))) {
          lines.add(test(test));
          left--;
        }
      }
    }
    return lines;
  }

  private static boolean against(FilterSaid.Test test) {
    Double score = test.score();
    return score == null ? test.about() != null && !test.about().equals("wanted") : score > 0;
  }

  private String test(FilterSaid.Test test) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("test", test.name());
    put(arguments, "score", number(test.score()));
    put(arguments, "about", test.about() == null ? null : test.about().replace('-', '_'));
    return words.say("ui.message.test", arguments);
  }

  private static @Nullable String number(@Nullable Double number) {
    if (number == null) {
      return null;
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e9;
    return whole ? String.valueOf(number.longValue()) : String.valueOf(number);
  }
}

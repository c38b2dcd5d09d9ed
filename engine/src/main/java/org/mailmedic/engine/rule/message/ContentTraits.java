package org.mailmedic.engine.rule.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.GivenMessage;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.message.LinkHost;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.filters.Filters;
import org.mailmedic.knowledge.registries.PublicSuffixes;
import org.mailmedic.protocol.ip.IpAddress;

/// What content filters may hold against a message: advice, a finding for each trait.
public final class ContentTraits {
  /// The id of each finding; what it is about stands in its argument `trait`.
  public static final String ID = "message.suspicious";

  /// RFC 5322 section 2.1.1.
  private static final int LONGEST_LINE = 998;

  /// How far a message's own date may be from when the first server took it.
  private static final Duration FAR = Duration.ofDays(1);

  /// Findings of one trait, of different files or links, that are told (docs/limits.md).
  private static final int MAX_OF_A_KIND = 3;

  private final GivenMessage message;
  private final List<String> evidence;
  private final Filters known = Filters.builtIn();
  private final List<Finding> findings = new ArrayList<>();

  private ContentTraits(GivenMessage message, List<String> evidence) {
    this.message = message;
    this.evidence = evidence;
  }

  /// The traits of a message.
  ///
  /// @param evidence ids of what it is known from
  public static List<Finding> of(GivenMessage message, List<String> evidence) {
    return new ContentTraits(message, evidence).judge();
  }

  private List<Finding> judge() {
    header();
    subject();
    if (message.bodySeen()) {
      form();
      text();
      links();
      attachments();
    }
    return findings;
  }

  private void header() {
    // RFC 5322 section 3.6
    if (message.times("Date") == 0) {
      add("no_date");
    }
    if (message.times("Message-ID") == 0) {
      add("no_message_id");
    }
    if (message.times("From") == 0) {
      add("no_from");
    }
    if (message.times("To") + message.times("Cc") == 0) {
      add("no_recipient");
    }
    for (GivenMessage.Count count : message.counts()) {
      if (count.times() > 1) {
        add("doubled", count.field());
      }
    }
    Instant date = message.date();
    Instant received = message.firstReceived();
    boolean far =
        date != null
            && received != null
            && Duration.between(date, received).abs().compareTo(FAR) > 0;
    if (far) {
      add("date_far");
    }
    message.rawFields().stream().limit(MAX_OF_A_KIND).forEach(field -> add("raw_header", field));
    message.brokenFields().stream()
        .limit(MAX_OF_A_KIND)
        .forEach(field -> add("broken_header", field));
  }

  private void subject() {
    String subject = message.subject();
    if (subject == null || subject.isBlank()) {
      add("no_subject");
      return;
    }
    long letters = subject.chars().filter(Character::isLetter).count();
    boolean capitals = subject.chars().noneMatch(Character::isLowerCase);
    boolean cased = subject.chars().anyMatch(Character::isUpperCase);
    if (letters >= known.capitalsFrom() && capitals && cased) {
      add("capitals");
    }
  }

  private void form() {
    if (message.longestLine() > LONGEST_LINE) {
      add("long_line");
    }
    if (message.bareLineFeeds() > 0) {
      add("bare_lf");
    }
    boolean encoding = false;
    boolean parts = false;
    for (GivenMessage.Part part : message.parts()) {
      for (String problem : part.problems()) {
        switch (problem) {
          case "no_boundary" -> parts = true;
          case "unclosed" -> parts |= !message.enclosed(); // who returns a message may cut it
          case "too_many" -> {}
          default -> encoding = true;
        }
      }
    }
    if (encoding) {
      add("broken_encoding");
    }
    if (parts) {
      add("broken_parts");
    }
  }

  private void text() {
    boolean page = has("text/html");
    if (page && !has("text/plain")) {
      add("html_only");
    }
    boolean pictures = message.images() > 0;
    int letters = Math.max(message.htmlLetters(), message.textLetters());
    if (page && pictures && letters < known.fewLetters()) {
      add("image_only");
    }
    if (!message.active().isEmpty()) {
      add("active_content", String.join(", ", message.active()));
    }
  }

  private boolean has(String type) {
    return message.parts().stream().anyMatch(p -> p.type().equals(type) && p.fileName() == null);
  }

  private void links() {
    for (GivenMessage.Link link : message.links()) {
      String host = LinkHost.of(link.target());
      if (host == null) {
        continue;
      }
      String named = LinkHost.named(link.text());
      if (named != null && !site(named).equals(site(host))) {
        add("link_differs", named + " → " + host);
      }
      if (known.shorteners().contains(host)) {
        add("shortener", host);
      }
      if (IpAddress.parse(host.replace("[", "").replace("]", "")) != null) {
        add("address_link", host);
      }
    }
  }

  private static String site(String host) {
    return PublicSuffixes.registrableDomain(host).orElse(host);
  }

  private void attachments() {
    for (GivenMessage.Part part : message.parts()) {
      String name = part.fileName();
      String extension = name == null ? "" : extension(name);
      if (known.dangerousExtensions().contains(extension)) {
        String before = extension(withoutExtension(Objects.requireNonNull(name)));
        boolean disguised = before.length() == 3 || before.length() == 4;
        add(disguised ? "double_extension" : "dangerous_attachment", name);
      } else if (known.macroExtensions().contains(extension)) {
        add("macro_attachment", name);
      }
    }
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
  }

  private void add(String trait) {
    add(trait, null);
  }

  private void add(String trait, @Nullable String what) {
    String subject = what == null ? trait : trait + " " + what;
    long same = findings.stream().filter(f -> trait.equals(f.arguments().get("trait"))).count();
    boolean told = findings.stream().anyMatch(f -> f.subject().equals(subject));
    if (told || same >= MAX_OF_A_KIND) {
      return;
    }
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("trait", trait);
    if (what != null) {
      arguments.put("what", what);
    }
    findings.add(new Finding(ID, Level.ADVICE, subject, arguments, evidence, 0.9));
  }
}

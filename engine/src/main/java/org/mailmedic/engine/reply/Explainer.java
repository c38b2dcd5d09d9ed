package org.mailmedic.engine.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.Cause;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.knowledge.causes.CauseCatalogue;
import org.mailmedic.knowledge.causes.CauseType;
import org.mailmedic.knowledge.codes.ReplyCodes;

/// Explains what came back: one reply, a screenful of a bounce with several in it, or a bounce with
/// its report (RFC 3464). Thread-safe.
public final class Explainer {
  /// Characters that are read.
  public static final int MAX_TEXT = 1 << 18;

  private static final int MAX_FAILURES = 200;
  private static final int MAX_WORDS = 500;
  private static final double CERTAINTY = 0.8;

  /// A code that stands alone says little (verdict 26).
  private static final double BARE = 0.5;

  /// Where a server's words begin: at the start of a line, or after who said them.
  private static final Pattern SAID =
      Pattern.compile(
          "(?:^|[:<>(\"']\\s{0,3}|[;,]\\s)"
              + "(?:([245][0-9]{2})(?:([ -])\\s{0,3}#?([245]\\.[0-9]{1,3}\\.[0-9]{1,3})?)?(?![0-9.])"
              + "|#?([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?![0-9.]))");

  private static final Pattern LATE_ENHANCED =
      Pattern.compile("[(#\\[ ]([245]\\.[0-9]{1,3}\\.[0-9]{1,3})[)\\] ]?$");

  private static final Pattern FIELD = Pattern.compile("^([A-Za-z-]{4,40}):[ \\t]*(.*)$");

  private static final Pattern ADDRESS =
      Pattern.compile("<?([^\\s<>;:\"()]{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9])>?");

  private Explainer() {}

  /// Explains a text.
  public static Explanation explain(String given) {
    String text = given.length() > MAX_TEXT ? given.substring(0, MAX_TEXT) : given;
    List<String> lines = text.lines().toList();
    List<Explanation.Failure> report = reported(lines);
    if (!report.isEmpty()) {
      return new Explanation(true, report);
    }
    List<Explanation.Failure> failures = new ArrayList<>();
    for (Said said : said(lines)) {
      if (failures.size() < MAX_FAILURES) {
        failures.add(failure(said, null, null, null));
      }
    }
    return new Explanation(false, failures);
  }

  /// The words of one server.
  private record Said(int code, @Nullable String enhanced, String words) {}

  private static List<Said> said(List<String> lines) {
    List<Said> found = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    int code = 0;
    String enhanced = null;
    boolean open = false;
    boolean more = false;
    for (String raw : lines) {
      String line = raw.strip();
      Matcher start = SAID.matcher(line);
      if (line.isEmpty()) {
        if (open) {
          found.add(finished(code, enhanced, words));
        }
        open = false;
      } else if (start.find()) {
        int itsCode = start.group(1) == null ? 0 : Integer.parseInt(start.group(1));
        String itsEnhanced = start.group(3) == null ? start.group(4) : start.group(3);
        if (open && more && itsCode == code && start.start() == 0) {
          words.append(' ').append(line, start.end(), line.length());
          enhanced = enhanced == null ? itsEnhanced : enhanced;
        } else {
          if (open) {
            found.add(finished(code, enhanced, words));
          }
          words.setLength(0);
          words.append(line, start.end(), line.length());
          code = itsCode;
          enhanced = itsEnhanced;
          open = true;
        }
        more = "-".equals(start.group(2));
      } else if (open) {
        words.append(' ').append(line);
      }
    }
    if (open) {
      found.add(finished(code, enhanced, words));
    }
    String whole = String.join(" ", lines).strip();
    if (found.isEmpty() && !whole.isEmpty()) {
      found.add(finished(0, null, new StringBuilder(whole)));
    }
    return found;
  }

  private static Said finished(int code, @Nullable String enhanced, StringBuilder collected) {
    String words = cut(collected.toString().replaceAll("\\s+", " ").strip());
    Matcher late = LATE_ENHANCED.matcher(words);
    return new Said(code, enhanced == null && late.find() ? late.group(1) : enhanced, words);
  }

  private static String cut(String text) {
    return text.length() > MAX_WORDS ? text.substring(0, MAX_WORDS) : text;
  }

  /// The groups of a delivery report that tell of a failure.
  private static List<Explanation.Failure> reported(List<String> lines) {
    List<Explanation.Failure> failures = new ArrayList<>();
    Map<String, String> fields = new HashMap<>();
    String reporting = null;
    String last = "";
    for (String line : lines) {
      Matcher field = FIELD.matcher(line);
      if (line.isBlank()) {
        add(failures, fields, reporting);
        fields.clear();
        last = "";
      } else if ((line.startsWith(" ") || line.startsWith("\t")) && fields.containsKey(last)) {
        fields.merge(last, " " + line.strip(), String::concat);
      } else if (field.matches()) {
        last = field.group(1).toLowerCase(Locale.ROOT);
        fields.put(last, field.group(2).strip());
        if (last.equals("reporting-mta")) {
          reporting = typed(field.group(2));
        }
      }
    }
    add(failures, fields, reporting);
    return failures;
  }

  private static void add(
      List<Explanation.Failure> failures, Map<String, String> fields, @Nullable String reporting) {
    String recipient = fields.get("final-recipient");
    String action = fields.getOrDefault("action", "failed").toLowerCase(Locale.ROOT);
    boolean refused = action.startsWith("failed") || action.startsWith("delayed");
    if (recipient == null || !refused || failures.size() >= MAX_FAILURES) {
      return;
    }
    String status = fields.getOrDefault("status", "").strip();
    String diagnostic = typed(fields.getOrDefault("diagnostic-code", ""));
    Said first =
        said(List.of(diagnostic.isEmpty() ? status : diagnostic)).stream()
            .findFirst()
            .orElse(new Said(0, null, ""));
    String enhanced =
        first.enhanced() == null && status.matches("[245]\\.[0-9]+\\.[0-9]+")
            ? status
            : first.enhanced();
    String remote = fields.get("remote-mta");
    failures.add(
        failure(
            new Said(first.code(), enhanced, first.words()),
            typed(fields.getOrDefault("original-recipient", recipient)),
            reporting,
            remote == null ? null : typed(remote)));
  }

  /// A field's value without the type before it (`rfc822; anna@example.com`).
  private static String typed(String value) {
    int semicolon = value.indexOf(';');
    String rest = semicolon < 0 || semicolon > 20 ? value : value.substring(semicolon + 1);
    Matcher address = ADDRESS.matcher(rest);
    String trimmed = rest.strip();
    return address.matches() ? address.group(1) : trimmed;
  }

  private static Explanation.Failure failure(
      Said said, @Nullable String recipient, @Nullable String reporting, @Nullable String remote) {
    boolean bare = said.words().isEmpty();
    String id =
        bare
            ? ReplyCodes.builtIn().cause(said.code(), said.enhanced()).orElse("unknown")
            : ReplyClassifier.cause(said.code(), said.enhanced(), said.words());
    CauseType type = CauseCatalogue.builtIn().get(id);
    Map<String, Object> arguments = new HashMap<>();
    String reply = shown(said);
    if (!reply.isEmpty()) {
      arguments.put("reply", reply);
    }
    if (recipient != null) {
      arguments.put("recipient", recipient);
    }
    double certainty = bare ? BARE : CERTAINTY;
    Finding finding =
        new Finding(id, type.level(), Finding.REPLY, arguments, List.of("reply"), certainty);
    Cause cause =
        new Cause(
            finding,
            type.level(),
            type.affects(),
            type.responsible(),
            certainty,
            List.of(),
            List.of());
    return new Explanation.Failure(
        recipient,
        cause,
        type.outlook(),
        new Explanation.Reply(said.code(), said.enhanced(), said.words()),
        reporting,
        remote);
  }

  private static String shown(Said said) {
    StringBuilder reply = new StringBuilder();
    if (said.code() > 0) {
      reply.append(said.code()).append(' ');
    }
    if (said.enhanced() != null) {
      reply.append(said.enhanced()).append(' ');
    }
    return reply.append(said.words()).toString().strip();
  }
}

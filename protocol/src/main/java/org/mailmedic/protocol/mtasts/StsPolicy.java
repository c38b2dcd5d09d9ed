package org.mailmedic.protocol.mtasts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A policy of MTA-STS (RFC 8461 section 3.2).
///
/// @param mode what senders do with hosts that do not meet it
/// @param mx patterns of the allowed MX hosts, lower case; empty only with mode NONE
/// @param maxAgeSeconds how long senders may keep it
public record StsPolicy(Mode mode, List<String> mx, long maxAgeSeconds) {
  /// Longer pages are none that senders have to read (RFC 8461 section 3.3).
  public static final int MAX_BYTES = 64 << 10;

  private static final int MAX_LINES = 1_000;
  private static final int MAX_AGE_DIGITS = 10;
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  public StsPolicy {
    mx = List.copyOf(mx);
  }

  /// What senders do.
  public enum Mode {
    /// Not deliver.
    ENFORCE,
    /// Deliver and report.
    TESTING,
    /// As if there were no policy.
    NONE
  }

  /// What reading brought: one of the two is null.
  ///
  /// @param problem what does not fit, in the policy's own words
  public record Parsed(@Nullable StsPolicy policy, @Nullable String problem) {}

  /// Reads a policy. Of a field that stands twice the first one counts; unknown fields are passed
  /// over.
  public static Parsed parse(String text) {
    return new Reader().read(text);
  }

  /// Whether an MX host is allowed: by its name, or by a wildcard that stands for exactly one label
  /// (RFC 8461 section 4.1).
  public boolean allows(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    int dot = name.indexOf('.');
    for (String pattern : mx) {
      boolean fits =
          pattern.startsWith("*.")
              ? dot > 0 && name.substring(dot).equals(pattern.substring(1))
              : name.equals(pattern);
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private static final class Reader {
    private boolean version;
    private @Nullable Mode mode;
    private @Nullable Long maxAge;
    private final List<String> mx = new ArrayList<>();

    Parsed read(String text) {
      String[] lines = text.split("\n", MAX_LINES + 1);
      if (lines.length > MAX_LINES) {
        return problem("more than " + MAX_LINES + " lines");
      }
      for (String line : lines) {
        String bare = FieldSyntax.strip(line.endsWith("\r") ? cutLast(line) : line);
        if (!bare.isEmpty() && !field(bare)) {
          return problem(bare);
        }
      }
      return missing();
    }

    private static String cutLast(String line) {
      return line.substring(0, line.length() - 1);
    }

    private Parsed missing() {
      if (!version) {
        return problem("no version");
      }
      if (mode == null) {
        return problem("no mode");
      }
      if (maxAge == null) {
        return problem("no max_age");
      }
      if (mx.isEmpty() && mode != Mode.NONE) {
        return problem("no mx");
      }
      return new Parsed(new StsPolicy(mode, mx, maxAge), null);
    }

    private static Parsed problem(String what) {
      return new Parsed(null, what.length() > 100 ? what.substring(0, 100) : what);
    }

    private boolean field(String line) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        return false;
      }
      String value = FieldSyntax.strip(line.substring(colon + 1));
      return switch (line.substring(0, colon)) {
        case "version" -> {
          boolean again = version;
          version = true;
          yield again || value.equals("STSv1");
        }
        case "mode" -> mode != null || mode(value);
        case "max_age" -> maxAge != null || maxAge(value);
        case "mx" -> mx(value);
        default -> FieldSyntax.isName(line.substring(0, colon)) && isExtension(value);
      };
    }

    private boolean mode(String value) {
      mode =
          switch (value) {
            case "enforce" -> Mode.ENFORCE;
            case "testing" -> Mode.TESTING;
            case "none" -> Mode.NONE;
            default -> null;
          };
      return mode != null;
    }

    private boolean maxAge(String value) {
      if (value.isEmpty()
          || value.length() > MAX_AGE_DIGITS
          || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return false;
      }
      maxAge = Long.parseLong(value);
      return true;
    }

    private boolean mx(String value) {
      String name = value.toLowerCase(Locale.ROOT);
      if (!isDomain(name.startsWith("*.") ? name.substring(2) : name)) {
        return false;
      }
      mx.add(name);
      return true;
    }

    /// Letters, digits and hyphens (RFC 5321 section 4.1.2).
    private static boolean isDomain(String name) {
      if (name.isEmpty() || name.length() > MAX_NAME) {
        return false;
      }
      for (String label : name.split("\\.", -1)) {
        boolean ends =
            !label.isEmpty()
                && label.length() <= MAX_LABEL
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-';
        if (!ends
            || !label.chars().allMatch(c -> FieldSyntax.isLetterOrDigit((char) c) || c == '-')) {
          return false;
        }
      }
      return true;
    }

    private static boolean isExtension(String value) {
      return !value.isEmpty() && value.chars().noneMatch(Character::isISOControl);
    }
  }
}

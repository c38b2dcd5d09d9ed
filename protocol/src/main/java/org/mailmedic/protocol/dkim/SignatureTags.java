package org.mailmedic.protocol.dkim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The tags that signatures and seals share, with what is wrong with them (RFC 6376 section 3.5,
/// RFC 8617 section 4.1).
public final class SignatureTags {
  private static final int MAX_DIGITS = 12;
  private static final int MAX_INSTANCE = 50;
  private static final int MAX_NAME = 253;

  private final TagList tags;
  private final int length;
  private final List<Anomaly> anomalies;
  private boolean fatal;

  /// @param value what follows the colon of the header field
  public SignatureTags(String value) {
    tags = TagList.parse(value, TagList.Names.CASE_SENSITIVE);
    length = value.length();
    anomalies = new ArrayList<>(tags.anomalies());
    fatal = !tags.usable();
  }

  /// The tag; null where there is none.
  public TagList.@Nullable Tag tag(String name) {
    return tags.tag(name);
  }

  /// The tag; null where it is not there, which is then a fault.
  public TagList.@Nullable Tag needed(String name) {
    TagList.Tag tag = tags.tag(name);
    if (tag == null) {
      anomalies.add(new Anomaly(Anomaly.Code.MISSING, length, name));
      fatal = true;
    }
    return tag;
  }

  public void fault(Anomaly.Code code, TagList.Tag tag) {
    anomalies.add(new Anomaly(code, tag.valueAt(), tag.value()));
    fatal = true;
  }

  /// Whether receivers take it for no signature.
  public boolean fatal() {
    return fatal;
  }

  public List<Anomaly> anomalies() {
    return anomalies;
  }

  public @Nullable SigningAlgorithm algorithm() {
    TagList.Tag tag = needed("a");
    if (tag == null) {
      return null;
    }
    SigningAlgorithm algorithm = SigningAlgorithm.of(tag.value());
    if (algorithm == null) {
      fault(Anomaly.Code.BAD_VALUE, tag);
    }
    return algorithm;
  }

  /// The base64 of a tag that has to be there and not empty, without white space; empty where it is
  /// none.
  public String base64(String name) {
    TagList.Tag tag = needed(name);
    if (tag == null) {
      return "";
    }
    byte[] bytes = Base64Text.decode(tag.value());
    if (bytes == null || bytes.length == 0) {
      fault(Anomaly.Code.BAD_VALUE, tag);
      return "";
    }
    return TagList.withoutSpace(tag.value());
  }

  /// The forms of header and body; `simple` for the body where only one is given.
  ///
  /// @param missing both forms where the tag is missing
  List<Canonical> canonical(Canonical missing) {
    TagList.Tag tag = tags.tag("c");
    if (tag == null) {
      return List.of(missing, missing);
    }
    String value = tag.value();
    int slash = value.indexOf('/');
    Canonical header = form(slash < 0 ? value : value.substring(0, slash));
    Canonical body = slash < 0 ? Canonical.SIMPLE : form(value.substring(slash + 1));
    if (header == null || body == null) {
      fault(Anomaly.Code.BAD_VALUE, tag);
      return List.of(Canonical.SIMPLE, Canonical.SIMPLE);
    }
    return List.of(header, body);
  }

  private static @Nullable Canonical form(String word) {
    return switch (word) {
      case "simple" -> Canonical.SIMPLE;
      case "relaxed" -> Canonical.RELAXED;
      default -> null;
    };
  }

  /// The domain that signs, lower case; null where it is missing or no domain name.
  public @Nullable String domain() {
    return name("d", 2);
  }

  /// The selector, lower case; null where it is missing or none.
  public @Nullable String selector() {
    return name("s", 1);
  }

  private @Nullable String name(String tagName, int minLabels) {
    TagList.Tag tag = needed(tagName);
    if (tag == null) {
      return null;
    }
    String name = tag.value().toLowerCase(Locale.ROOT);
    String[] labels = name.split("\\.", -1);
    boolean good = labels.length >= minLabels && name.length() <= MAX_NAME;
    for (String label : labels) {
      good &= isLabel(label);
    }
    if (!good) {
      fault(Anomaly.Code.BAD_VALUE, tag);
      return null;
    }
    return name;
  }

  /// Letters, digits, hyphens and, as names in the DNS have them, `_`; characters beyond ASCII in
  /// internationalised mail (RFC 8616 section 5).
  private static boolean isLabel(String label) {
    if (label.isEmpty() || label.length() > 63) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
      if (!plain && c < 0x80) {
        return false;
      }
    }
    return true;
  }

  /// A number that may be missing; -1 where it is, or is none.
  public long number(String name) {
    TagList.Tag tag = tags.tag(name);
    if (tag == null) {
      return -1;
    }
    String value = tag.value();
    boolean good = !value.isEmpty() && value.length() <= 76; // RFC 6376 section 3.5, at the tag l
    for (int i = 0; i < value.length(); i++) {
      good &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    if (!good) {
      fault(Anomaly.Code.BAD_VALUE, tag);
      return -1;
    }
    // RFC 6376 section 3.5: numbers above 10^12 - 1 mean "without end"
    return value.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(value);
  }

  /// The instance of a field of ARC, 1 to 50; 0 where it is missing or none.
  public int instance() {
    TagList.Tag tag = needed("i");
    if (tag == null) {
      return 0;
    }
    int instance = instance(tag.value());
    if (instance == 0) {
      fault(Anomaly.Code.BAD_VALUE, tag);
    }
    return instance;
  }

  /// RFC 8617 section 4.2.1: a number of one or two digits, 1 to 50; 0 where it is none.
  public static int instance(String value) {
    int number = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9' || i > 1) {
        return 0;
      }
      number = number * 10 + (c - '0');
    }
    return number > MAX_INSTANCE ? 0 : number;
  }
}

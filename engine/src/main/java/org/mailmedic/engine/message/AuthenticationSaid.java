package org.mailmedic.engine.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.authres.AuthenticationResults;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;

/// What one server said of who sent a message (RFC 8601, RFC 7208 section 9.1, RFC 8617).
///
/// @param by the server; empty where it does not tell
/// @param instance of a seal, its number from 1; 0: the field is not sealed
/// @param last whether the server that took it last says so: fields of earlier ones may be forged
/// @param results in their order
public record AuthenticationSaid(String by, int instance, boolean last, List<Result> results) {
  /// Fields that are looked at (docs/limits.md).
  static final int MAX_FIELDS = 60;

  public AuthenticationSaid {
    results = List.copyOf(results);
  }

  /// One result.
  ///
  /// @param method such as `spf`, `dkim`, `dmarc`, `arc`
  /// @param result such as `pass`, `fail`, `softfail`
  /// @param about whose it is: a domain or an address; null where that is not told
  /// @param why the server's own remark; null where it has none
  public record Result(String method, String result, @Nullable String about, @Nullable String why) {
    public Result {
      Objects.requireNonNull(method, "method");
      Objects.requireNonNull(result, "result");
    }
  }

  /// All that a header says of it, the topmost first.
  static List<AuthenticationSaid> of(RawMessage message) {
    List<AuthenticationSaid> all = new ArrayList<>();
    String last = null;
    for (RawField field : message.fields()) {
      if (all.size() >= MAX_FIELDS) {
        break;
      }
      if (field.is("Authentication-Results")) {
        AuthenticationResults read = AuthenticationResults.parse(field.value());
        last = last == null ? read.server() : last;
        add(all, read, 0, read.server().equals(last));
      } else if (field.is("Received-SPF")) {
        all.add(receivedSpf(field.unfolded()));
      } else if (field.is("ARC-Authentication-Results")) {
        String value = field.value();
        int end = value.indexOf(';');
        int instance = instance(end < 0 ? "" : value.substring(0, end));
        add(all, AuthenticationResults.parse(value.substring(end + 1)), instance, false);
      }
    }
    return all;
  }

  private static void add(
      List<AuthenticationSaid> all, AuthenticationResults read, int instance, boolean last) {
    List<Result> results = new ArrayList<>();
    for (AuthenticationResults.Result each : read.results()) {
      String why = each.reason() == null ? each.comment() : each.reason();
      results.add(
          new Result(
              GivenMessages.cut(each.method()),
              GivenMessages.cut(each.result()),
              about(each.properties()),
              why.isEmpty() ? null : GivenMessages.cut(why)));
    }
    all.add(new AuthenticationSaid(GivenMessages.cut(read.server()), instance, last, results));
  }

  private static @Nullable String about(Map<String, String> properties) {
    for (String name :
        List.of(
            "header.from",
            "header.d",
            "header.i",
            "smtp.mailfrom",
            "smtp.helo",
            "smtp.auth",
            "policy.iprev",
            "smtp.remote-ip")) {
      String value = properties.get(name);
      if (value != null && !value.isEmpty()) {
        return GivenMessages.cut(value);
      }
    }
    return null;
  }

  private static int instance(String text) {
    String digits = text.replaceAll("[^0-9]", "");
    return digits.isEmpty() || digits.length() > 3 ? 0 : Integer.parseInt(digits);
  }

  /// RFC 7208 section 9.1: `pass (remark) client-ip=192.0.2.1; envelope-from="a@b";`.
  private static AuthenticationSaid receivedSpf(String value) {
    int space = value.indexOf(' ');
    String result = space < 0 ? value : value.substring(0, space);
    int open = value.indexOf('(');
    int close = value.indexOf(')', open + 1);
    String why = open >= 0 && close > 0 ? value.substring(open + 1, close) : null;
    String about = pair(value, "envelope-from");
    String by = pair(value, "receiver");
    Result read =
        new Result(
            "spf",
            GivenMessages.cut(result.toLowerCase(Locale.ROOT).replace(":", "")),
            about == null ? pair(value, "helo") : about,
            why == null ? null : GivenMessages.cut(why));
    return new AuthenticationSaid(by == null ? "" : by, 0, false, List.of(read));
  }

  private static @Nullable String pair(String text, String name) {
    int at = text.indexOf(name + "=");
    if (at < 0) {
      return null;
    }
    int start = at + name.length() + 1;
    int end = start;
    while (end < text.length() && text.charAt(end) != ';' && text.charAt(end) != ' ') {
      end++;
    }
    String value = text.substring(start, end).replaceAll("[\"<>]", "");
    return value.isEmpty() ? null : GivenMessages.cut(value);
  }
}

package org.mailmedic.report.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs the instructions of one message ([CompiledTexts]). An argument that is absent is shown as
/// `…`, chooses the case `none` of a select, and counts as 0.
final class MessageRunner {
  private static final String ABSENT = "…";
  private static final String NONE = "none";
  private static final String COUNT = "Count";

  private final LanguageForms forms;
  private final Map<String, ?> arguments;
  private final Sink out;
  private final byte[] code;
  private int at;

  MessageRunner(
      LanguageForms forms, CompiledTexts texts, int start, Map<String, ?> arguments, Sink out) {
    this.forms = forms;
    this.arguments = arguments;
    this.out = out;
    this.code = texts.bytes();
    this.at = start;
  }

  /// Runs up to the end of the message.
  void run() {
    run(0);
  }

  private void run(long number) {
    while (true) {
      switch (code[at++]) {
        case CompiledTexts.TEXT -> out.words(words());
        case CompiledTexts.ARGUMENT -> forms.write(argument(name()), true, out);
        case CompiledTexts.DIGITS -> forms.write(argument(name()), false, out);
        case CompiledTexts.NUMBER -> out.words(forms.number(number));
        case CompiledTexts.PLURAL -> plural();
        case CompiledTexts.SELECT -> select(number);
        default -> {
          return;
        }
      }
    }
  }

  private void plural() {
    long number = count(name());
    int category = forms.plural(Math.abs(number)).ordinal();
    int chosen = -1;
    int other = -1;
    int cases = code[at++] & 0xff;
    for (int i = 0; i < cases; i++) {
      int selector = code[at++];
      boolean exact = selector == CompiledTexts.EXACTLY;
      if (exact && CompiledTexts.int4(code, at) == number) {
        chosen = at + 4;
        selector = -1;
      }
      at += exact ? 4 : 0;
      if (selector == category && chosen < 0) {
        chosen = at;
      }
      if (selector == Plural.OTHER.ordinal()) {
        other = at;
      }
      at += 2 + CompiledTexts.int2(code, at);
    }
    runCase(chosen < 0 ? other : chosen, number);
  }

  private void select(long number) {
    String word = word(argument(name()));
    int chosen = -1;
    int other = -1;
    int cases = code[at++] & 0xff;
    for (int i = 0; i < cases; i++) {
      String key = name();
      if (key.equals(word)) {
        chosen = at;
      }
      if (key.equals("other")) {
        other = at;
      }
      at += 2 + CompiledTexts.int2(code, at);
    }
    runCase(chosen < 0 ? other : chosen, number);
  }

  /// Runs a case and goes on where this was left.
  private void runCase(int place, long number) {
    int after = at;
    at = place + 2;
    run(number);
    at = after;
  }

  private @Nullable Object argument(String name) {
    Object value = arguments.get(name);
    if (value == null && name.endsWith(COUNT)) {
      Object list = arguments.get(name.substring(0, name.length() - COUNT.length()));
      return list instanceof Collection<?> elements ? (Object) (long) elements.size() : 0L;
    }
    return value;
  }

  private long count(String name) {
    return argument(name) instanceof Number number ? number.longValue() : 0;
  }

  private static String word(@Nullable Object value) {
    return value == null ? NONE : value.toString();
  }

  private String name() {
    int length = code[at++];
    at += length;
    return new String(code, at - length, length, StandardCharsets.US_ASCII);
  }

  private String words() {
    int length = CompiledTexts.int2(code, at);
    at += 2 + length;
    return new String(code, at - length, length, StandardCharsets.UTF_8);
  }

  /// What stands for an argument that is absent.
  static String absent() {
    return ABSENT;
  }
}

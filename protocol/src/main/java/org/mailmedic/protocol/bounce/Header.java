package org.mailmedic.protocol.bounce;

import java.util.List;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.mime.Words;

/// Fields of a message's header, by name.
final class Header {
  private Header() {}

  /// The topmost field with the name, on one line; empty where there is none.
  static String value(RawMessage message, String name) {
    for (RawField field : message.fields()) {
      if (field.is(name)) {
        String value = field.unfolded();
        return value.length() <= BounceLimits.MAX_FIELD
            ? value
            : value.substring(0, BounceLimits.MAX_FIELD);
      }
    }
    return "";
  }

  static boolean has(RawMessage message, String name) {
    for (RawField field : message.fields()) {
      if (field.is(name)) {
        return true;
      }
    }
    return false;
  }

  static String decoded(RawMessage message, String name) {
    return Words.decode(value(message, name)).text().strip();
  }

  /// The addresses of all fields with the name.
  static List<String> addresses(RawMessage message, String name) {
    StringBuilder all = new StringBuilder();
    for (RawField field : message.all(name)) {
      if (all.length() < BounceLimits.MAX_NOTICE) {
        all.append(field.unfolded()).append(' ');
      }
    }
    return Addresses.all(all.toString(), BounceLimits.MAX_RECIPIENTS);
  }
}

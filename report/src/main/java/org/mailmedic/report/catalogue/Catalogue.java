package org.mailmedic.report.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The texts of one language. What is missing there is taken from English, and what is missing
/// there too is shown as its key in brackets. Not thread-safe; cheap to make (one resource is
/// read).
public final class Catalogue {
  private final String language;
  private final CompiledTexts texts;

  /// The texts of a room besides; null where none was entered.
  private final @Nullable CompiledTexts more;

  private final @Nullable String room;
  private final LanguageForms forms;

  /// Whether there is no other language to take a missing text from.
  private final boolean last;

  private @Nullable Catalogue english;

  private Catalogue(
      String language,
      CompiledTexts texts,
      @Nullable CompiledTexts more,
      @Nullable String room,
      boolean last) {
    this.language = language;
    this.more = more;
    this.room = room;
    this.last = last;
    this.texts = texts;
    this.forms = new LanguageForms(this);
  }

  /// The texts in the best language for a tag or locale ([Languages#best]).
  public static Catalogue of(@Nullable String wanted) {
    return exactly(Languages.best(wanted), null);
  }

  /// The texts in the best language for a tag or locale, and those of a room, which only what needs
  /// them loads (`report/src/main/texts/<language>/<room>`).
  public static Catalogue of(@Nullable String wanted, String room) {
    return exactly(Languages.best(wanted), room);
  }

  /// A catalogue of texts that were compiled elsewhere; what is missing is taken from the built-in
  /// English.
  public static Catalogue ofCompiled(String language, byte[] texts) {
    return new Catalogue(language, new CompiledTexts(texts), null, null, false);
  }

  private static Catalogue exactly(String language, @Nullable String room) {
    CompiledTexts texts =
        Objects.requireNonNull(CompiledTexts.load(language), "no texts, run the build");
    CompiledTexts more = room == null ? null : CompiledTexts.load(language + "." + room);
    return new Catalogue(language, texts, more, room, language.equals(Languages.ENGLISH));
  }

  /// The tag of the language, such as `pl`.
  public String language() {
    return language;
  }

  /// Whether this language, or English, has a text.
  public boolean has(String key) {
    return texts.find(key) >= 0
        || (more != null && more.find(key) >= 0)
        || (!last && english().has(key));
  }

  /// A text without arguments.
  public String text(String key) {
    return text(key, Map.of());
  }

  /// A text with one argument.
  public String text(String key, String name, @Nullable Object value) {
    Map<String, @Nullable Object> arguments = new HashMap<>();
    arguments.put(name, value);
    return text(key, arguments);
  }

  /// A text with its arguments put in.
  ///
  /// @param arguments `String`, `Long`, `Integer`, `Double`, `Instant`, `Duration` or a list; those
  ///   that the text does not name are not used, those that are absent are shown as `…`
  public String text(String key, Map<String, ? extends @Nullable Object> arguments) {
    Joined joined = new Joined();
    write(key, arguments, joined);
    return joined.out.toString();
  }

  /// A text piece by piece.
  public void write(String key, Map<String, ? extends @Nullable Object> arguments, Sink out) {
    int place = texts.find(key);
    int beside = place >= 0 || more == null ? -1 : more.find(key);
    if (place >= 0) {
      new MessageRunner(forms, texts, place, arguments, out).run();
    } else if (beside >= 0 && more != null) {
      new MessageRunner(forms, more, beside, arguments, out).run();
    } else if (last) {
      out.words("[" + key + "]");
    } else {
      english().write(key, arguments, out);
    }
  }

  /// The keys of this language that begin with `prefix`, in ascending order.
  public List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    for (int i = texts.firstFrom(prefix); i < texts.count(); i++) {
      String key = texts.key(i);
      if (!key.startsWith(prefix)) {
        break;
      }
      keys.add(key);
    }
    return keys;
  }

  private Catalogue english() {
    Catalogue known = english;
    if (known == null) {
      known = exactly(Languages.ENGLISH, room);
      english = known;
    }
    return known;
  }

  private static final class Joined implements Sink {
    private final StringBuilder out = new StringBuilder();

    @Override
    public void words(String words) {
      out.append(words);
    }

    @Override
    public void value(String value) {
      out.append(value);
    }
  }
}

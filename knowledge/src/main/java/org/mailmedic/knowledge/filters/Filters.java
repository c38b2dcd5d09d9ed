package org.mailmedic.knowledge.filters;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What is known of content filters (`knowledge/filters`). Immutable; loaded at its first use.
///
/// @param fields which header fields tell what a filter made of a message
/// @param tests what single tests are about
/// @param dangerousExtensions ends of file names that most receivers refuse, lower case
/// @param macroExtensions ends of names of office files with macros, lower case
/// @param shorteners hosts that hide where a link leads
/// @param fewLetters letters that a message with images should have at least
/// @param capitalsFrom letters of a subject from which on capitals count
/// @param interceptors who puts certificates in place of a server's own
public record Filters(
    List<FilterField> fields,
    List<Test> tests,
    Set<String> dangerousExtensions,
    Set<String> macroExtensions,
    Set<String> shorteners,
    int fewLetters,
    int capitalsFrom,
    List<Interceptor> interceptors) {
  private static final class Holder {
    static final Filters BUILT_IN = read();
  }

  public Filters {
    fields = List.copyOf(fields);
    tests = List.copyOf(tests);
    dangerousExtensions = Set.copyOf(dangerousExtensions);
    macroExtensions = Set.copyOf(macroExtensions);
    shorteners = Set.copyOf(shorteners);
    interceptors = List.copyOf(interceptors);
  }

  /// What comes with the program.
  public static Filters builtIn() {
    return Holder.BUILT_IN;
  }

  /// Tests whose name fits.
  ///
  /// @param pattern upper case; a star stands for anything
  /// @param about a word, as listed in `fields.yaml`
  public record Test(String pattern, String about) {
    boolean fits(String name) {
      int star = pattern.indexOf('*');
      if (star < 0) {
        return name.equals(pattern);
      }
      String start = pattern.substring(0, star);
      String rest = pattern.substring(star + 1).replace("*", "");
      return name.startsWith(start) && name.indexOf(rest, star) >= 0;
    }
  }

  /// A program or device on the way.
  ///
  /// @param issuer words in the issuer of its certificates, lower case
  /// @param name as people know it
  public record Interceptor(String issuer, String name) {}

  /// What a test is about; empty where that is not known.
  public Optional<String> about(String test) {
    String name = test.toUpperCase(Locale.ROOT);
    return tests.stream().filter(each -> each.fits(name)).map(Test::about).findFirst();
  }

  /// Who issued a certificate that is not the server's own; empty where nobody is known to.
  ///
  /// @param issuer a distinguished name
  public Optional<String> interceptor(String issuer) {
    String lower = issuer.toLowerCase(Locale.ROOT);
    return interceptors.stream()
        .filter(each -> lower.contains(each.issuer()))
        .map(Interceptor::name)
        .findFirst();
  }

  private static Filters read() {
    try (InputStream file =
            Objects.requireNonNull(
                Filters.class.getResourceAsStream("/org/mailmedic/knowledge/filters.bin"));
        DataInputStream in = new DataInputStream(file)) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Filters read(DataInputStream in) throws IOException {
    List<FilterField> fields = new ArrayList<>();
    for (int left = in.readShort(); left > 0; left--) {
      fields.add(field(in));
    }
    List<Test> tests = new ArrayList<>();
    for (int left = in.readShort(); left > 0; left--) {
      tests.add(new Test(in.readUTF(), in.readUTF()));
    }
    Set<String> dangerous = words(in);
    Set<String> macros = words(in);
    Set<String> shorteners = words(in);
    int fewLetters = in.readShort();
    int capitalsFrom = in.readShort();
    List<Interceptor> interceptors = new ArrayList<>();
    for (int left = in.readShort(); left > 0; left--) {
      interceptors.add(new Interceptor(in.readUTF(), in.readUTF()));
    }
    return new Filters(
        fields, tests, dangerous, macros, shorteners, fewLetters, capitalsFrom, interceptors);
  }

  private static FilterField field(DataInputStream in) throws IOException {
    String name = in.readUTF();
    String pair = in.readUTF();
    String filter = in.readUTF();
    FilterField.Form form = FilterField.Form.of(in.readUTF());
    Set<String> spam = words(in);
    Set<String> ham = words(in);
    Set<String> skipped = words(in);
    double spamFrom = in.readDouble();
    return new FilterField(
        name,
        pair.isEmpty() ? null : pair,
        filter,
        form,
        spam,
        ham,
        skipped,
        Double.isNaN(spamFrom) ? null : spamFrom);
  }

  private static Set<String> words(DataInputStream in) throws IOException {
    Set<String> words = new HashSet<>();
    for (int left = in.readShort(); left > 0; left--) {
      words.add(in.readUTF());
    }
    return words;
  }
}

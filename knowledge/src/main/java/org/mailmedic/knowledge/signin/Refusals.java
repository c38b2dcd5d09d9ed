package org.mailmedic.knowledge.signin;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The lines of `sign-in.yaml`: which words in a refused sign-in mean which cause. Immutable.
public final class Refusals {
  private static final class Holder {
    static final Refusals BUILT_IN = load();
  }

  private final List<Refusal> refusals;

  public Refusals(List<Refusal> refusals) {
    this.refusals = List.copyOf(refusals);
  }

  /// Those that come with the program; loaded when first asked for.
  public static Refusals builtIn() {
    return Holder.BUILT_IN;
  }

  /// One line.
  ///
  /// @param cause a cause id
  /// @param protocol `imap`, `pop` or `smtp`; empty: any
  /// @param words what has to stand in the answer, in lower case
  public record Refusal(String cause, String protocol, List<String> words) {
    public Refusal {
      words = List.copyOf(words);
    }

    boolean fits(String protocol, String answer) {
      return (this.protocol.isEmpty() || this.protocol.equals(protocol))
          && words.stream().allMatch(answer::contains);
    }
  }

  /// The cause that an answer tells of in words; empty where they say nothing that is known.
  ///
  /// @param protocol `imap`, `pop`, `smtp` or another
  /// @param answer codes and words on one line
  public Optional<String> cause(String protocol, String answer) {
    String plain = plain(answer);
    for (Refusal refusal : refusals) {
      if (refusal.fits(protocol, plain)) {
        return Optional.of(refusal.cause());
      }
    }
    return Optional.empty();
  }

  /// Lower case, runs of spaces as one.
  private static String plain(String answer) {
    StringBuilder plain = new StringBuilder(answer.length());
    boolean space = false;
    for (int i = 0; i < answer.length(); i++) {
      char c = answer.charAt(i);
      boolean blank = Character.isWhitespace(c);
      if (!blank || !space) {
        plain.append(blank ? ' ' : c);
      }
      space = blank;
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  /// Writes them as [#builtIn()] reads them.
  public static void write(DataOutputStream out, List<Refusal> refusals) throws IOException {
    out.writeShort(refusals.size());
    for (Refusal refusal : refusals) {
      out.writeUTF(refusal.cause());
      out.writeUTF(refusal.protocol());
      out.writeByte(refusal.words().size());
      for (String word : refusal.words()) {
        out.writeUTF(word);
      }
    }
  }

  private static Refusals load() {
    try (InputStream raw =
            Refusals.class.getResourceAsStream("/org/mailmedic/knowledge/sign-in.bin");
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(Objects.requireNonNull(raw, "sign-in.bin")))) {
      List<Refusal> refusals = new ArrayList<>();
      for (int n = in.readShort(); n > 0; n--) {
        String cause = in.readUTF();
        String protocol = in.readUTF();
        List<String> words = new ArrayList<>();
        for (int m = in.readByte(); m > 0; m--) {
          words.add(in.readUTF());
        }
        refusals.add(new Refusal(cause, protocol, words));
      }
      return new Refusals(refusals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

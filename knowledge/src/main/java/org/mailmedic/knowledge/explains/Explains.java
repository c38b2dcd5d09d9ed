package org.mailmedic.knowledge.explains;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One line of `explains.yaml`, resolved to single ids: where findings `cause` and `effect` both
/// stand and the evidence shows `when`, the one explains the other.
public record Explains(String cause, String effect, Condition when) {

  /// What the evidence has to show.
  public enum Condition {
    /// The one implies the other.
    ALWAYS("always"),
    /// Both are about the same host.
    SAME_HOST("same-host"),
    /// The consequence is a look-up that failed or found nothing.
    LOOK_UP_FAILED("look-up-failed"),
    /// The consequence is a reply that came back and has little more than a code.
    VAGUE_REPLY("vague-reply"),
    /// The consequence is what a reply says that came back, and the cause is seen today (verdict
    /// 24); where both name a recipient, it is the same one.
    SAID("said");

    private final String id;

    Condition(String id) {
      this.id = id;
    }

    /// The condition with this word.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Condition of(String id) {
      for (Condition condition : values()) {
        if (condition.id.equals(id)) {
          return condition;
        }
      }
      throw new IllegalArgumentException("no condition is called " + id);
    }
  }

  /// Every link that comes with the program.
  public static List<Explains> builtIn() {
    try (InputStream raw =
            Explains.class.getResourceAsStream("/org/mailmedic/knowledge/explains.bin");
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(Objects.requireNonNull(raw, "explains.bin")))) {
      int count = in.readShort();
      List<Explains> links = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        links.add(new Explains(in.readUTF(), in.readUTF(), Condition.values()[in.readByte()]));
      }
      return links;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.mailmedic.report.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The compiled texts of one language as one array of bytes, in which a text is found by binary
/// search; loading parses nothing.
///
/// Layout, big-endian: `MMT1`, the number of texts (4 bytes), for each, in ascending order of keys,
/// the places of key and message (4 bytes each); then the keys (length byte, ASCII) and the
/// messages, each ended by [#END].
///
/// A message is a row of instructions: an operation byte and what belongs to it. Names are a length
/// byte and ASCII, words a length (2 bytes) and UTF-8, cases a length (2 bytes) and instructions.
public final class CompiledTexts {
  /// Ends a message or a case.
  public static final byte END = 0;

  /// Words.
  public static final byte TEXT = 1;

  /// A name: the argument as the language writes it.
  public static final byte ARGUMENT = 2;

  /// A name: a number without grouping.
  public static final byte DIGITS = 3;

  /// The number of the plural around it.
  public static final byte NUMBER = 4;

  /// A name, the number of cases, and for each the category byte ([Plural]) or [#EXACTLY] with a
  /// number (4 bytes), and the case.
  public static final byte PLURAL = 5;

  /// A name, the number of cases, and for each a name and the case.
  public static final byte SELECT = 6;

  /// Stands for a category where a case is for one number.
  public static final byte EXACTLY = 6;

  /// The first bytes of a file.
  public static final int MAGIC = 0x4d4d5431;

  private static final String FOLDER = "/org/mailmedic/report/texts/";
  private static final int HEADER = 8;

  private final byte[] bytes;
  private final int count;

  CompiledTexts(byte[] bytes) {
    if (bytes.length < HEADER || int4(bytes, 0) != MAGIC) {
      throw new IllegalStateException("no compiled texts");
    }
    this.bytes = bytes;
    this.count = int4(bytes, 4);
  }

  /// The resource with this name; null if there is none.
  static @Nullable CompiledTexts load(String name) {
    try (InputStream in = CompiledTexts.class.getResourceAsStream(FOLDER + name + ".bin")) {
      return in == null ? null : new CompiledTexts(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether there is such a resource.
  static boolean exists(String name) {
    return CompiledTexts.class.getResource(FOLDER + name + ".bin") != null;
  }

  byte[] bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  /// Where the message under this key begins; -1 if there is none.
  int find(String key) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(key, int4(bytes, HEADER + middle * 8));
      if (order == 0) {
        return int4(bytes, HEADER + middle * 8 + 4);
      }
      if (order < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return -1;
  }

  /// The key with this number, in ascending order.
  String key(int number) {
    int place = int4(bytes, HEADER + number * 8);
    return new String(bytes, place + 1, bytes[place], StandardCharsets.US_ASCII);
  }

  /// The number of the first key that does not stand before `key`.
  int firstFrom(String key) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(key, int4(bytes, HEADER + middle * 8)) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(String key, int place) {
    int length = bytes[place];
    int common = Math.min(length, key.length());
    for (int i = 0; i < common; i++) {
      int order = key.charAt(i) - bytes[place + 1 + i];
      if (order != 0) {
        return order;
      }
    }
    return key.length() - length;
  }

  static int int4(byte[] bytes, int at) {
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }

  static int int2(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}

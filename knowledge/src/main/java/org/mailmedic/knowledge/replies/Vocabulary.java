package org.mailmedic.knowledge.replies;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The words that rules know, each with a number. A word is found by its 64-bit hash: whole, or by
/// the longest beginning that some rule names (`block~`).
final class Vocabulary {
  /// Shorter beginnings than this are no prefixes.
  static final int LEAST_PREFIX = 3;

  /// Any address of a person.
  static final int ADDRESS = 1;

  /// Any number, or numbers joined by dots.
  static final int NUMBER = 2;

  /// The first number of a word.
  static final int FIRST = 3;

  private final long[] hashes;
  private final int[] ids;
  private final int mask;

  /// @param keys hashes of words; prefixes are hashed with [#prefix]
  /// @param numbers the number of each
  Vocabulary(long[] keys, int[] numbers) {
    int size = Integer.highestOneBit(Math.max(16, keys.length * 4));
    this.hashes = new long[size];
    this.ids = new int[size];
    this.mask = size - 1;
    for (int i = 0; i < keys.length; i++) {
      int at = slot(keys[i]);
      hashes[at] = keys[i];
      ids[at] = numbers[i];
    }
  }

  private int slot(long hash) {
    int at = (int) (hash ^ (hash >>> 29)) & mask;
    while (hashes[at] != 0 && hashes[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /// The number of what has this hash; 0 where no rule knows it.
  int find(long hash) {
    return ids[slot(hash)];
  }

  static long begin() {
    return 0xcbf29ce484222325L;
  }

  /// The hash of one more character.
  static long add(long hash, int c) {
    return (hash ^ c) * 0x100000001b3L;
  }

  /// The hash under which a beginning of a word is kept.
  static long prefix(long hash) {
    return add(hash, '~');
  }

  static long hash(String word) {
    long hash = begin();
    for (int i = 0; i < word.length(); i++) {
      hash = add(hash, word.charAt(i));
    }
    return hash;
  }

  void write(DataOutputStream out) throws IOException {
    int count = 0;
    for (long hash : hashes) {
      count += hash == 0 ? 0 : 1;
    }
    out.writeInt(count);
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != 0) {
        out.writeLong(hashes[i]);
        out.writeShort(ids[i]);
      }
    }
  }

  static Vocabulary read(ByteBuffer in) {
    long[] keys = new long[in.getInt()];
    int[] numbers = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = in.getLong();
      numbers[i] = in.getShort();
    }
    return new Vocabulary(keys, numbers);
  }
}

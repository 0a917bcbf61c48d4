package dev.startguard.core.weave;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Words that are looked for in class files, each with a number from 0. Built once, then read. */
final class Words {
  private final byte[][] words;

  /** By the words' hash: the first word; -1 for none. */
  private final int[] slots;

  /** By word: the next one of the same hash; -1 for none. */
  private final int[] next;

  private int size;

  /** None so far. */
  Words(int most) {
    words = new byte[most][];
    next = new int[most];
    slots = new int[Math.max(Integer.highestOneBit(most + 1) * 8, 64)];
    Arrays.fill(slots, -1);
  }

  /** The number of an ASCII text; added when it is not there. */
  int add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int known = find(bytes, 0, bytes.length);
    if (known >= 0) {
      return known;
    }
    int slot = slot(bytes, 0, bytes.length);
    words[size] = bytes;
    next[size] = slots[slot];
    slots[slot] = size;
    return size++;
  }

  /** The number of what stands there; -1 when it is none of them. */
  int find(byte[] file, int from, int length) {
    if (length == 0) {
      return -1;
    }
    int word = slots[slot(file, from, length)];
    while (word >= 0 && !same(words[word], file, from, length)) {
      word = next[word];
    }
    return word;
  }

  /** Ends tell words apart: the beginnings are packages. */
  private int slot(byte[] file, int from, int length) {
    int hash = length * 31 + file[from + length - 1];
    hash = hash * 31 + file[from + length / 2];
    return ((hash * 0x9E3779B1) >>> 16) & (slots.length - 1);
  }

  /** Whether a part of the file reads so. */
  static boolean same(byte[] word, byte[] file, int from, int length) {
    if (word.length != length) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (word[i] != file[from + i]) {
        return false;
      }
    }
    return true;
  }
}

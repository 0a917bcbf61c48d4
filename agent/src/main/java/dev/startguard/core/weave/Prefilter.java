package dev.startguard.core.weave;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a class file names a watched call, told from the bytes of its constant pool. Most classes
 * end at the first look, which creates nothing; one that holds the words, an owner and a name, is
 * looked at again for a method of these words.
 */
final class Prefilter {
  private static final int MAGIC = 0xCAFEBABE;

  private static final int LEAST_PLACES = 1024;

  /** What is kept is no more than that. */
  private static final int MOST_PLACES = 8192;

  private final List<Call> calls;

  /** Owners and names of methods, each once; a word's number is its place. */
  private final byte[][] words;

  /** By the words' hash: the first word; -1 for none. */
  private final int[] slots;

  /** By word: the next one of the same hash; -1 for none. */
  private final int[] next;

  /** By word: the bit of an owner, 0 for a word that is none. Owners may share a bit. */
  private final long[] ownerBit;

  private final long[] nameBit;

  /** By an owner's bit: the bits of the names that are watched in it. */
  private final long[] namesOf = new long[Long.SIZE];

  private final int[] ownerOf;
  private final int[] nameOf;
  private final byte[] @Nullable [] descriptorOf;

  /** For the next pool: a class without a hit shall cost nothing that has to be collected. */
  private final AtomicInteger borrowed = new AtomicInteger();

  private int[] spare = {};

  private int size;

  Prefilter(Calls calls) {
    this(calls.all());
  }

  Prefilter(List<Call> calls) {
    this.calls = List.copyOf(calls);
    int most = 2 * calls.size();
    words = new byte[most][];
    next = new int[most];
    ownerBit = new long[most];
    nameBit = new long[most];
    slots = new int[Math.max(Integer.highestOneBit(most + 1) * 8, 64)];
    Arrays.fill(slots, -1);
    ownerOf = new int[calls.size()];
    nameOf = new int[calls.size()];
    descriptorOf = new byte[calls.size()][];
    for (int i = 0; i < calls.size(); i++) {
      add(i, calls.get(i));
    }
  }

  private void add(int number, Call call) {
    int owner =
        number > 0 && calls.get(number - 1).owner().equals(call.owner())
            ? ownerOf[number - 1]
            : word(call.owner());
    int name = word(call.name());
    ownerBit[owner] = 1L << owner; // a shift counts modulo 64
    nameBit[name] = 1L << name;
    namesOf[owner % Long.SIZE] |= nameBit[name];
    ownerOf[number] = owner;
    nameOf[number] = name;
    String descriptor = call.descriptor();
    descriptorOf[number] =
        descriptor == null ? null : descriptor.getBytes(StandardCharsets.US_ASCII);
  }

  private int word(String text) {
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

  /** False for what is no class file, too. */
  boolean hit(byte[] file) {
    return holdsWords(file) && refers(file);
  }

  /** Whether an owner and the name of a method of it stand in the pool. Allocates nothing. */
  boolean holdsWords(byte[] file) {
    if (file.length < 10 || u4(file, 0) != MAGIC) {
      return false;
    }
    long owners = 0;
    long names = 0;
    int count = u2(file, 8);
    int at = 10;
    for (int i = 1; i < count; i++) {
      int length = length(file, at);
      if (length < 0) {
        return false;
      }
      int tag = file[at];
      if (tag == 1) {
        int word = find(file, at + 3, length - 3);
        if (word >= 0) {
          owners |= ownerBit[word];
          names |= nameBit[word];
        }
      } else if (tag == 5 || tag == 6) {
        i++; // long and double take two places
      }
      at += length;
    }
    for (int bit = 0; owners != 0; bit++, owners >>>= 1) {
      if ((owners & 1) != 0 && (namesOf[bit] & names) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a method reference of the pool names a watched call. The pool is known to be sound. */
  private boolean refers(byte[] file) {
    int count = u2(file, 8);
    if (!borrowed.compareAndSet(0, 1)) { // by another thread, or by a class that loads a class
      return refers(file, new int[count], count);
    }
    try {
      int[] places = spare;
      if (places.length < count) {
        places = new int[Math.max(count, LEAST_PLACES)];
        if (places.length <= MOST_PLACES) {
          spare = places;
        }
      }
      return refers(file, places, count);
    } finally {
      borrowed.set(0);
    }
  }

  private boolean refers(byte[] file, int[] places, int count) {
    Arrays.fill(places, 0); // of another class
    int at = 10;
    for (int i = 1; i < count; i++) {
      places[i] = at;
      int tag = file[at];
      at += length(file, at);
      if (tag == 5 || tag == 6) {
        i++;
      }
    }
    for (int i = 1; i < count; i++) {
      int place = places[i];
      if (place != 0 && (file[place] == 10 || file[place] == 11) && watched(file, places, place)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a method reference names a watched call.
   *
   * @param places where the file's constants begin, by index
   * @param method where this one does
   */
  boolean watched(byte[] file, int[] places, int method) {
    int type = entry(file, places, u2(file, method + 1), 7);
    int nameAndType = entry(file, places, u2(file, method + 3), 12);
    if (type == 0 || nameAndType == 0) {
      return false;
    }
    int owner = entry(file, places, u2(file, type + 1), 1);
    int name = entry(file, places, u2(file, nameAndType + 1), 1);
    int descriptor = entry(file, places, u2(file, nameAndType + 3), 1);
    if (owner == 0 || name == 0 || descriptor == 0) {
      return false;
    }
    int ownerWord = find(file, owner + 3, u2(file, owner + 1));
    int nameWord = ownerWord < 0 ? -1 : find(file, name + 3, u2(file, name + 1));
    if (nameWord < 0) {
      return false;
    }
    for (int i = 0; i < calls.size(); i++) {
      if (ownerOf[i] == ownerWord && nameOf[i] == nameWord) {
        byte[] wanted = descriptorOf[i];
        if (wanted == null || same(wanted, file, descriptor + 3, u2(file, descriptor + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Where an entry of this tag stands; 0 when there is none. */
  private static int entry(byte[] file, int[] places, int index, int tag) {
    int place = index < places.length ? places[index] : 0;
    return place != 0 && file[place] == tag ? place : 0;
  }

  /** The length of a pool's entry with its tag; -1 for an unknown one, or one beyond the file. */
  static int length(byte[] file, int at) {
    if (at > file.length - 3) {
      return -1;
    }
    int length =
        switch (file[at]) {
          case 1 -> 3 + u2(file, at + 1);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
          case 5, 6 -> 9;
          case 7, 8, 16, 19, 20 -> 3;
          case 15 -> 4;
          default -> Integer.MAX_VALUE;
        };
    return length <= file.length - at ? length : -1;
  }

  private int find(byte[] file, int from, int length) {
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

  private static boolean same(byte[] word, byte[] file, int from, int length) {
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

  static int u2(byte[] file, int at) {
    return ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF);
  }

  static int u4(byte[] file, int at) {
    return (u2(file, at) << 16) | u2(file, at + 2);
  }
}

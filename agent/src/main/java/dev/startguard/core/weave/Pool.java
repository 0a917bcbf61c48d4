package dev.startguard.core.weave;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The constants of a class file. New ones are appended, so that every index in the file stays true.
 * Texts are taken byte by byte: each char is one byte of the file.
 */
final class Pool {
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int MOST = 65_535;

  private final byte[] file;
  private final int[] places;
  private final int end;
  private final Bytes added = new Bytes();
  private final Map<String, Integer> known = new HashMap<>();
  private int count;

  /** One with nothing in it. */
  Pool() {
    file = new byte[0];
    places = new int[1];
    end = 0;
    count = 1;
  }

  /**
   * That of a file.
   *
   * @throws IndexOutOfBoundsException when the file is not sound
   */
  Pool(byte[] file) {
    this.file = file;
    places = new int[Prefilter.u2(file, 8)];
    count = places.length;
    int at = 10;
    for (int i = 1; i < count; i++) {
      places[i] = at;
      int tag = file[at];
      int length = Prefilter.length(file, at);
      if (length < 0) {
        throw new IndexOutOfBoundsException();
      }
      at += length;
      if (tag == 5 || tag == 6) {
        i++; // long and double take two places
      }
    }
    end = at;
  }

  /** Where the file's own constants end. */
  int end() {
    return end;
  }

  /** With the count before them, as they stand in a file. */
  void write(Bytes out) {
    if (count > MOST) {
      throw new IndexOutOfBoundsException();
    }
    out.u2(count);
    out.copy(file, Math.min(10, end), end);
    out.add(added);
  }

  /** Whether the text at the index is this one. */
  boolean is(int index, String text) {
    int place = place(index, UTF8);
    if (place == 0 || Prefilter.u2(file, place + 1) != text.length()) {
      return false;
    }
    for (int i = text.length() - 1; i >= 0; i--) {
      if ((file[place + 3 + i] & 0xFF) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** How many bytes the text at the index has; 0 when there is none. */
  int length(int index) {
    int place = place(index, UTF8);
    return place == 0 ? 0 : Prefilter.u2(file, place + 1);
  }

  /** Whether the class at the index has this internal name. */
  boolean isType(int index, String name) {
    int place = place(index, CLASS);
    return place != 0 && is(Prefilter.u2(file, place + 1), name);
  }

  /** The text at the index. */
  String text(int index) {
    int place = place(index, UTF8);
    return new String(file, place + 3, Prefilter.u2(file, place + 1), StandardCharsets.ISO_8859_1);
  }

  /** The file's own reference to a field; 0 when it has none. */
  int field(String owner, String name) {
    for (int i = 1; i < places.length; i++) {
      int place = place(i, FIELD);
      if (place != 0 && isType(Prefilter.u2(file, place + 1), owner)) {
        int member = place(Prefilter.u2(file, place + 3), NAME_AND_TYPE);
        if (member != 0 && is(Prefilter.u2(file, member + 1), name)) {
          return i;
        }
      }
    }
    return 0;
  }

  int utf8(String text) {
    String key = "u" + text;
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    added.u1(UTF8);
    added.u2(bytes.length);
    added.copy(bytes, 0, bytes.length);
    known.put(key, count);
    return count++;
  }

  /**
   * @param name internal; of an array its descriptor
   */
  int type(String name) {
    return entry("t" + name, CLASS, utf8(name), 0);
  }

  int string(String text) {
    return entry("s" + text, STRING, utf8(text), 0);
  }

  int field(String owner, String name, String descriptor) {
    return member(FIELD, owner, name, descriptor);
  }

  int method(String owner, String name, String descriptor) {
    return member(METHOD, owner, name, descriptor);
  }

  int interfaceMethod(String owner, String name, String descriptor) {
    return member(INTERFACE_METHOD, owner, name, descriptor);
  }

  private int member(int tag, String owner, String name, String descriptor) {
    String key = name + ":" + descriptor;
    int both = entry("n" + key, NAME_AND_TYPE, utf8(name), utf8(descriptor));
    return entry("m" + owner + "." + key, tag, type(owner), both);
  }

  /**
   * @param second 0 for none
   */
  private int entry(String key, int tag, int first, int second) {
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    added.u1(tag);
    added.u2(first);
    if (second != 0) {
      added.u2(second);
    }
    known.put(key, count);
    return count++;
  }

  /** 0 when nothing of this tag stands there. */
  private int place(int index, int tag) {
    int place = index < places.length ? places[index] : 0;
    return place != 0 && file[place] == tag ? place : 0;
  }
}

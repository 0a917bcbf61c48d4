package dev.startguard.core.weave.classfile;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The constants of a class file. New ones are appended, so that every index in the file stays true.
 * Texts are taken byte by byte: each char is one byte of the file.
 */
public final class Pool {
  public static final int UTF8 = 1;
  public static final int CLASS = 7;
  public static final int FIELD = 9;
  public static final int METHOD = 10;
  public static final int INTERFACE_METHOD = 11;
  public static final int NAME_AND_TYPE = 12;
  public static final int METHOD_HANDLE = 15;
  private static final int STRING = 8;
  private static final int DYNAMIC_CALL = 18;

  /** Of a handle: what it names is called statically. */
  private static final int STATIC = 6;

  private static final int MOST = 65_535;

  private final byte[] file;
  private final int[] places;
  private final int end;
  private final Bytes added = new Bytes();
  private final Map<String, Integer> texts = new HashMap<>();

  /** Those that were added and are no texts, by what they are and hold. */
  private final Map<Long, Integer> entries = new HashMap<>();

  private int count;

  /** One with nothing in it. */
  public Pool() {
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
  public Pool(byte[] file) {
    this.file = file;
    places = new int[ClassFile.u2(file, 8)];
    count = places.length;
    int at = 10;
    for (int i = 1; i < count; ) {
      places[i] = at;
      int tag = file[at];
      int length = ClassFile.length(file, at);
      if (length < 0) {
        throw new IndexOutOfBoundsException();
      }
      at += length;
      i += ClassFile.places(tag);
    }
    end = at;
  }

  /** How many places the file's own constants take, with the first, which is none. */
  public int ownCount() {
    return places.length;
  }

  /** What kind of constant of the file stands there; 0 for none. */
  public int tag(int index) {
    int place = place(index);
    return place == 0 ? 0 : file[place];
  }

  /** Where the file's constants begin, with their tags; 0 for none. */
  public int[] places() {
    return places;
  }

  private int place(int index) {
    return index < places.length ? places[index] : 0;
  }

  /** The first index that a constant of the file holds: a member's class, a name. */
  public int first(int index) {
    return ClassFile.u2(file, places[index] + 1);
  }

  /** The second: a member's name and type, a type. */
  public int second(int index) {
    return ClassFile.u2(file, places[index] + 3);
  }

  /** The member that a handle names. */
  public int handled(int index) {
    return ClassFile.u2(file, places[index] + 2);
  }

  /** Whether these are one class. */
  public boolean same(int type, int other) {
    return type == other || text(first(type)).equals(text(first(other)));
  }

  /** Where the file's own constants end. */
  public int end() {
    return end;
  }

  /** With the count before them, as they stand in a file. */
  public void write(Bytes out) {
    if (count > MOST) {
      throw new IndexOutOfBoundsException();
    }
    out.u2(count);
    out.copy(file, Math.min(10, end), end);
    out.add(added);
  }

  /** Whether the text at the index is this one. */
  public boolean is(int index, String text) {
    return length(index) == text.length() && matches(index, text, 0);
  }

  /** Whether the text at the index begins with this one. */
  public boolean begins(int index, String text) {
    return matches(index, text, 0);
  }

  /** Whether the text at the index ends with this one. */
  public boolean ends(int index, String text) {
    return matches(index, text, length(index) - text.length());
  }

  private boolean matches(int index, String text, int from) {
    if (from < 0 || text.length() > length(index)) {
      return false;
    }
    int begin = places[index] + 3 + from;
    for (int i = text.length() - 1; i >= 0; i--) {
      if ((file[begin + i] & 0xFF) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** How many bytes the text at the index has; 0 when there is none. */
  public int length(int index) {
    int place = place(index, UTF8);
    return place == 0 ? 0 : ClassFile.u2(file, place + 1);
  }

  /** Whether the class at the index has this internal name. */
  public boolean isType(int index, String name) {
    int place = place(index, CLASS);
    return place != 0 && is(ClassFile.u2(file, place + 1), name);
  }

  /** The text at the index. */
  public String text(int index) {
    int place = place(index, UTF8);
    return new String(file, place + 3, ClassFile.u2(file, place + 1), StandardCharsets.ISO_8859_1);
  }

  /** The file's own reference to a field; 0 when it has none. */
  public int field(String owner, String name) {
    for (int i = 1; i < places.length; i++) {
      int place = place(i, FIELD);
      if (place != 0 && isType(ClassFile.u2(file, place + 1), owner)) {
        int member = place(ClassFile.u2(file, place + 3), NAME_AND_TYPE);
        if (member != 0 && is(ClassFile.u2(file, member + 1), name)) {
          return i;
        }
      }
    }
    return 0;
  }

  public int utf8(String text) {
    Integer index = texts.get(text);
    if (index != null) {
      return index;
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    added.u1(UTF8);
    added.u2(bytes.length);
    added.copy(bytes, 0, bytes.length);
    texts.put(text, count);
    return count++;
  }

  /**
   * The index of that class; added when it is not there.
   *
   * @param name internal; of an array its descriptor
   */
  public int type(String name) {
    return entry(CLASS, utf8(name), 0);
  }

  public int string(String text) {
    return entry(STRING, utf8(text), 0);
  }

  public int field(String owner, String name, String descriptor) {
    return member(FIELD, owner, name, descriptor);
  }

  public int method(String owner, String name, String descriptor) {
    return member(METHOD, owner, name, descriptor);
  }

  public int interfaceMethod(String owner, String name, String descriptor) {
    return member(INTERFACE_METHOD, owner, name, descriptor);
  }

  /** A handle of a static method. */
  public int staticHandle(String owner, String name, String descriptor) {
    return entry(METHOD_HANDLE, STATIC, method(owner, name, descriptor));
  }

  /**
   * What an {@code invokedynamic} names.
   *
   * @param bootstrap the number of its bootstrap method
   */
  public int dynamicCall(int bootstrap, String name, String descriptor) {
    return entry(DYNAMIC_CALL, bootstrap, nameAndType(name, descriptor));
  }

  private int nameAndType(String name, String descriptor) {
    return entry(NAME_AND_TYPE, utf8(name), utf8(descriptor));
  }

  private int member(int tag, String owner, String name, String descriptor) {
    return entry(tag, type(owner), nameAndType(name, descriptor));
  }

  /**
   * Added when it is not there. By numbers, since texts that are put together for a key take an
   * interpreter longer than all else that is done for a probe.
   *
   * @param second 0 for none
   */
  private int entry(int tag, int first, int second) {
    Long key = (long) tag << (2 * Short.SIZE) | (long) first << Short.SIZE | second;
    Integer index = entries.get(key);
    if (index != null) {
      return index;
    }
    added.u1(tag);
    if (tag == METHOD_HANDLE) {
      added.u1(first);
    } else {
      added.u2(first);
    }
    if (second != 0) {
      added.u2(second);
    }
    entries.put(key, count);
    return count++;
  }

  /** 0 when nothing of this tag stands there. */
  private int place(int index, int tag) {
    int place = place(index);
    return place != 0 && file[place] == tag ? place : 0;
  }
}

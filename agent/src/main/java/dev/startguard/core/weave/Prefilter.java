package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.Pool;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a class file names a watched call, told from the bytes of its constant pool. Most classes
 * end at the first look, which creates nothing; one that names an owner of such calls is looked at
 * again for a method of it.
 *
 * <p>Thousands of classes pass before the JIT has compiled this, so that the first look does as
 * little as can be for each constant.
 */
final class Prefilter {
  private static final int MAGIC = 0xCAFEBABE;

  /**
   * So many constants are looked at in one call: of a method with longer loops the JIT makes a
   * second version, for the loop alone.
   */
  private static final int SOME = 16;

  private static final long NAMED = -1;
  private static final long UNSOUND = -2;

  /** The length of a long and a double. */
  private static final int WIDE = 9;

  /** By tag: {@link ClassFile#fixedLength}, which takes an interpreter longer. */
  private static final int[] LENGTHS = new int[Byte.MAX_VALUE + 1];

  static {
    for (int tag = 0; tag < LENGTHS.length; tag++) {
      LENGTHS[tag] = ClassFile.fixedLength(tag);
    }
  }

  private static final int LEAST_PLACES = 1024;

  /** What is kept is no more than that. */
  private static final int MOST_PLACES = 8192;

  private final Calls calls;

  /** Owners and names of methods. */
  private final Words words;

  /** By word: the first of the calls that it owns; -1 for none. */
  private final int[] firstOf;

  /** By call: the next one of the same owner; -1 for none. */
  private final int[] nextOf;

  /** By byte: whether an owner begins with it. */
  private final boolean[] begins = new boolean[256];

  private final int[] nameOf;
  private final byte[] @Nullable [] descriptorOf;

  /** For the next pool: a class without a hit shall cost nothing that has to be collected. */
  private final AtomicInteger borrowed = new AtomicInteger();

  private int[] spare = {};

  Prefilter(Calls calls) {
    this.calls = calls;
    int most = 2 * calls.size();
    words = new Words(most);
    firstOf = new int[most];
    Arrays.fill(firstOf, -1);
    nextOf = new int[calls.size()];
    nameOf = new int[calls.size()];
    descriptorOf = new byte[calls.size()][];
    String owner = "";
    int type = -1;
    for (int i = calls.size() - 1; i >= 0; i--) { // the chains go up
      Call call = calls.get(i);
      if (!call.owner().equals(owner)) {
        owner = call.owner();
        type = words.add(owner);
        begins[owner.charAt(0)] = true;
      }
      nextOf[i] = firstOf[type];
      firstOf[type] = i;
      add(i, call);
    }
  }

  private void add(int number, Call call) {
    nameOf[number] = words.add(call.name());
    String descriptor = call.descriptor();
    descriptorOf[number] =
        descriptor == null ? null : descriptor.getBytes(StandardCharsets.US_ASCII);
  }

  /** False for what is no class file, too. */
  boolean hit(byte[] file) {
    return concerns(file) && names(file, calls);
  }

  /**
   * Whether the owner of a watched call stands in the pool, or the mark to be ignored. Allocates
   * nothing for a sound one.
   */
  boolean concerns(byte[] file) {
    if (file.length < 10 || ClassFile.u4(file, 0) != MAGIC) {
      return false;
    }
    int count = ClassFile.u2(file, 8);
    int at = 10;
    try {
      for (int i = 1; i < count; ) {
        long end = some(file, at, i, Math.min(i + SOME, count));
        if (end < 0) {
          return end == NAMED;
        }
        i = (int) (end >>> Integer.SIZE);
        at = (int) end;
      }
    } catch (IndexOutOfBoundsException truncated) {
      return false;
    }
    return false;
  }

  /**
   * The same of some constants.
   *
   * @return which constant is next, in the high word, and where it is, or how the search ended
   */
  private long some(byte[] file, int from, int first, int end) {
    int at = from;
    int i = first;
    for (; i < end; i++) {
      int tag = file[at];
      if (tag == Pool.UTF8) {
        int length = ClassFile.u2(file, at + 1);
        at += 3;
        if (length > 0 && begins[file[at] & 0xFF] && owner(file, at, length)) {
          return NAMED;
        }
        at += length;
        if (length > Marks.SHORTEST && Marks.ends(file, at)) {
          return NAMED;
        }
      } else {
        int length = LENGTHS[tag];
        if (length == 0) {
          return UNSOUND;
        }
        at += length;
        if (length == WIDE) {
          i++; // ClassFile.places, which takes an interpreter longer
        }
      }
    }
    return (long) i << Integer.SIZE | at;
  }

  private boolean owner(byte[] file, int at, int length) {
    if (length > file.length - at) {
      return false;
    }
    int word = words.find(file, at, length);
    return word >= 0 && firstOf[word] >= 0;
  }

  /** Whether the descriptor of the mark to be ignored stands in a sound pool. */
  static boolean marked(byte[] file) {
    int count = ClassFile.u2(file, 8);
    int at = 10;
    for (int i = 1; i < count; i++) {
      int tag = file[at];
      int length = tag == Pool.UTF8 ? ClassFile.u2(file, at + 1) + 3 : LENGTHS[tag];
      at += length;
      if (tag == Pool.UTF8 && length - 3 > Marks.SHORTEST && Marks.ends(file, at)) {
        return true;
      }
      if (length == 0) {
        return false;
      }
      if (length == WIDE && tag != Pool.UTF8) {
        i++;
      }
    }
    return false;
  }

  /**
   * Whether a method reference of a sound pool names a call.
   *
   * @param among of the watched calls, those that count
   */
  boolean names(byte[] file, Calls among) {
    int count = ClassFile.u2(file, 8);
    if (!borrowed.compareAndSet(0, 1)) { // by another thread, or by a class that loads a class
      return names(file, among, new int[count], count);
    }
    try {
      int[] places = spare;
      if (places.length < count) {
        places = new int[Math.max(count, LEAST_PLACES)];
        if (places.length <= MOST_PLACES) {
          spare = places;
        }
      }
      return names(file, among, places, count);
    } finally {
      borrowed.set(0);
    }
  }

  private boolean names(byte[] file, Calls among, int[] places, int count) {
    try {
      if (!findOwners(file, places, count)) {
        return false;
      }
      for (int i = 1; i < count; i++) {
        int place = places[i];
        if (place > 0
            && (file[place] == Pool.METHOD || file[place] == Pool.INTERFACE_METHOD)
            && ofOwner(file, places, place, count)
            && among.any(named(file, places, place))) {
          return true;
        }
      }
    } catch (IndexOutOfBoundsException truncated) {
      return false;
    }
    return false;
  }

  /**
   * Finds where the constants begin, and marks those that are an owner's name by a minus: of the
   * references only a few name one, and little is asked of the others.
   */
  private boolean findOwners(byte[] file, int[] places, int count) {
    Arrays.fill(places, 0, count, 0); // of another class
    boolean found = false;
    int at = 10;
    for (int i = 1; i < count; i++) {
      int tag = file[at];
      places[i] = at;
      int length = LENGTHS[tag];
      if (tag == Pool.UTF8) {
        length = ClassFile.u2(file, at + 1);
        at += 3;
        if (length > 0 && begins[file[at] & 0xFF] && owner(file, at, length)) {
          places[i] = -places[i];
          found = true;
        }
      } else if (length == 0) {
        return false;
      } else if (length == WIDE) {
        i++;
      }
      at += length;
    }
    return found;
  }

  private static boolean ofOwner(byte[] file, int[] places, int method, int count) {
    int type = ClassFile.u2(file, method + 1);
    int place = type < count ? places[type] : 0;
    int name = place > 0 && file[place] == Pool.CLASS ? ClassFile.u2(file, place + 1) : 0;
    return name < count && places[name] < 0;
  }

  /**
   * The numbers of the watched calls that a method reference of a sound pool names.
   *
   * @param places where the file's constants begin, by index; its sign does not matter
   * @param method where this one does
   */
  int[] named(byte[] file, int[] places, int method) {
    int type = entry(file, places, ClassFile.u2(file, method + 1), Pool.CLASS);
    int owns = type == 0 ? 0 : entry(file, places, ClassFile.u2(file, type + 1), Pool.UTF8);
    if (owns == 0 || !begins[file[owns + 3] & 0xFF]) {
      return Calls.NONE; // most references, and as they are most, nothing else is looked at
    }
    int ownerWord = words.find(file, owns + 3, ClassFile.u2(file, owns + 1));
    if (ownerWord < 0 || firstOf[ownerWord] < 0) {
      return Calls.NONE;
    }
    int nameAndType = entry(file, places, ClassFile.u2(file, method + 3), Pool.NAME_AND_TYPE);
    if (nameAndType == 0) {
      return Calls.NONE;
    }
    int name = entry(file, places, ClassFile.u2(file, nameAndType + 1), Pool.UTF8);
    int descriptor = entry(file, places, ClassFile.u2(file, nameAndType + 3), Pool.UTF8);
    if (name == 0 || descriptor == 0) {
      return Calls.NONE;
    }
    int nameWord = words.find(file, name + 3, ClassFile.u2(file, name + 1));
    return nameWord < 0 ? Calls.NONE : named(firstOf[ownerWord], nameWord, file, descriptor);
  }

  private int[] named(int first, int name, byte[] file, int descriptor) {
    int[] found = Calls.NONE;
    for (int number = first; number >= 0; number = nextOf[number]) {
      if (nameOf[number] == name) {
        byte[] wanted = descriptorOf[number];
        if (wanted == null
            || Words.same(wanted, file, descriptor + 3, ClassFile.u2(file, descriptor + 1))) {
          found = Calls.with(found, number);
        }
      }
    }
    return found;
  }

  /** Where an entry of this tag stands; 0 when there is none. */
  private static int entry(byte[] file, int[] places, int index, int tag) {
    int place = index < places.length ? Math.abs(places[index]) : 0;
    return place != 0 && file[place] == tag ? place : 0;
  }
}

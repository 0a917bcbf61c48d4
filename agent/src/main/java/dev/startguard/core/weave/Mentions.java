package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.Pool;
import dev.startguard.core.weave.flow.Clues;
import java.util.Arrays;

/** What the constants of a class file say about how it is to be woven. */
final class Mentions {
  /** The mark of a call that gets a probe beside it; {@link Clues} has others. */
  static final int BESIDE = 8;

  /** No name of ours is shorter. */
  private static final int SHORTEST = 2;

  private static final byte KNOWN = 1;
  private static final byte UNKNOWN = 2;

  private final Calls calls;
  private final byte[] file;
  private final Pool pool;
  private final byte[] marks;

  /** By index: the numbers of the calls that get a probe beside this one. */
  private final int[][] beside;

  private boolean anyBeside;
  private boolean anyFollowed;
  private boolean handles;
  private boolean named;

  /**
   * @param prefilter of these calls
   */
  Mentions(Calls calls, Prefilter prefilter, byte[] file, Pool pool) {
    this.calls = calls;
    this.file = file;
    this.pool = pool;
    marks = new byte[pool.ownCount()];
    beside = new int[marks.length][];
    Arrays.fill(beside, Calls.NONE);
    int[] places = pool.places();
    for (int i = 1; i < places.length; i++) {
      int place = places[i];
      int tag = place == 0 ? 0 : file[place];
      if (tag == Pool.UTF8) {
        named |= ours(i, place + 3);
      } else if (tag == Pool.METHOD || tag == Pool.INTERFACE_METHOD) {
        call(i, prefilter.named(file, places, place));
      }
    }
    if (anyBeside) {
      handles();
    }
  }

  /** Most texts end at the first look: before an interpreter has to call anything. */
  private boolean ours(int text, int place) {
    int length = (file[place - 2] & 0xFF) << 8 | (file[place - 1] & 0xFF);
    if (length < SHORTEST) {
      return false;
    }
    int last = place + length - 1;
    return (file[last] == ';' && file[last - 1] == 'e' && Marks.named(pool, text))
        || (file[place] == 's' && pool.begins(text, StandIns.PREFIX));
  }

  private void call(int index, int[] named) {
    if (named.length > 0) {
      int[] found = calls.beside(named);
      if (found.length > 0) {
        beside[index] = found;
        marks[index] |= BESIDE;
        anyBeside = true;
      }
      anyFollowed |= calls.anyFollowed(named);
    }
  }

  private void handles() {
    for (int i = 1; i < marks.length; i++) {
      if (pool.tag(i) == Pool.METHOD_HANDLE) {
        int member = pool.handled(i);
        handles |= beside(member).length > 0;
      }
    }
  }

  /** Whether calls are named that get a probe beside them. */
  boolean anyBeside() {
    return anyBeside;
  }

  /** Whether calls are named whose results are followed. */
  boolean anyFollowed() {
    return anyFollowed;
  }

  /** Whether such a call's handle is among them, or a name of ours, or the mark to be ignored. */
  boolean special() {
    return handles || named;
  }

  /** The numbers of the calls that get a probe beside the one at the index; empty for none. */
  int[] beside(int index) {
    return index < beside.length ? beside[index] : Calls.NONE;
  }

  /** By index; with those that matter to results that are followed, once they were asked for. */
  byte[] marks() {
    return marks;
  }

  /** Adds the marks of what may give a time, hold it, or end it. */
  void addClues(int self) {
    byte[] owners = new byte[marks.length];
    for (int i = 1; i < marks.length; i++) {
      int tag = pool.tag(i);
      if (tag == Pool.FIELD) {
        if (pool.same(pool.first(i), self)) {
          marks[i] |= (byte) Clues.ofField(descriptor(i));
        }
      } else if ((tag == Pool.METHOD || tag == Pool.INTERFACE_METHOD) && known(owners, i)) {
        marks[i] |= (byte) Clues.ofCall(owner(i), name(i), descriptor(i));
      }
    }
  }

  /** Whether the class of this member is one whose calls may matter: asked once for each. */
  private boolean known(byte[] owners, int member) {
    int type = pool.first(member);
    if (owners[type] == 0) {
      owners[type] = Clues.knows(owner(member)) ? KNOWN : UNKNOWN;
    }
    return owners[type] == KNOWN;
  }

  private String owner(int member) {
    return pool.text(pool.first(pool.first(member)));
  }

  /** What a member is called, each char a byte of the file. */
  String name(int member) {
    return pool.text(pool.first(pool.second(member)));
  }

  /** The same, its descriptor. */
  String descriptor(int member) {
    return pool.text(pool.second(pool.second(member)));
  }
}

package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.Pool;
import dev.startguard.core.weave.flow.Clues;
import java.util.Arrays;

/** What the constants of a class file say about how it is to be woven. */
final class Mentions {
  /** The mark of a call that gets a probe beside it; {@link Clues} has others. */
  static final int BESIDE = 8;

  private static final byte KNOWN = 1;
  private static final byte UNKNOWN = 2;

  private final Calls calls;
  private final Prefilter prefilter;
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
    this.prefilter = prefilter;
    this.file = file;
    this.pool = pool;
    marks = new byte[pool.ownCount()];
    beside = new int[marks.length][];
    Arrays.fill(beside, Calls.NONE);
    for (int i = 1; i < marks.length; i++) {
      switch (pool.tag(i)) {
        case Pool.UTF8 -> named |= ours(i);
        case Pool.METHOD, Pool.INTERFACE_METHOD -> call(i);
        default -> {}
      }
    }
    if (anyBeside) {
      handles();
    }
  }

  /** Most texts end at the first look. */
  private boolean ours(int text) {
    int place = pool.places()[text] + 3;
    int length = ClassFile.u2(file, place - 2);
    return length > 0
        && ((file[place + length - 1] == ';' && Marks.named(pool, text))
            || (file[place] == 's' && pool.begins(text, StandIns.PREFIX)));
  }

  private void call(int index) {
    int[] named = prefilter.named(file, pool.places(), pool.places()[index]);
    if (named.length > 0) {
      int[] found = calls.beside(named);
      if (found.length > 0) {
        beside[index] = found;
        marks[index] |= BESIDE;
        anyBeside = true;
      }
      anyFollowed |= found.length < named.length;
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

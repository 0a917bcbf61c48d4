package dev.startguard.core.weave.classfile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the instructions of a method are, after others were put between them. */
public final class Moves {
  private final int shift;

  /** By the old place, from 0 to the end of the code; -1 where no instruction begins. */
  private final int @Nullable [] places;

  /** All are that many bytes further on. */
  public Moves(int shift) {
    this.shift = shift;
    this.places = null;
  }

  private Moves(int[] places) {
    this.shift = 0;
    this.places = places;
  }

  /**
   * Nothing is known yet.
   *
   * @param length of the code in bytes
   */
  public static Moves within(int length) {
    int[] places = new int[length + 1];
    Arrays.fill(places, -1);
    return new Moves(places);
  }

  /** Says where an instruction is now, of code that is {@link #within} a length. */
  public void set(int old, int place) {
    if (places != null) {
      places[old] = place;
    }
  }

  /**
   * Where it is now.
   *
   * @throws IndexOutOfBoundsException when no instruction began there
   */
  public int to(int old) {
    int place = places == null ? old + shift : places[old];
    if (place < 0) {
      throw new IndexOutOfBoundsException();
    }
    return place;
  }
}

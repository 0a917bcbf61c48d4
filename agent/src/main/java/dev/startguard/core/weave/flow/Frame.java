package dev.startguard.core.weave.flow;

import java.util.Arrays;

/**
 * Locals and stack at one point of a method, a place for each slot: long and double take two, of
 * which the first holds the fact.
 */
final class Frame {
  private final Fact[] locals;
  private final Fact[] stack;
  private int height;

  Frame(int locals, int stack) {
    this.locals = new Fact[locals];
    this.stack = new Fact[stack];
    Arrays.fill(this.locals, Fact.UNKNOWN);
  }

  private Frame(Frame other) {
    locals = other.locals.clone();
    stack = other.stack.clone();
    height = other.height;
  }

  Frame copy() {
    return new Frame(this);
  }

  /** At the begin of an exception's handler. */
  Frame caught() {
    Frame frame = new Frame(this);
    frame.height = 0;
    frame.push(Fact.UNKNOWN);
    return frame;
  }

  int height() {
    return height;
  }

  /** How much there is to join. */
  int size() {
    return locals.length + height;
  }

  void push(Fact fact) {
    stack[height++] = fact;
  }

  void pushWide(Fact fact) {
    push(fact);
    push(Fact.UNKNOWN);
  }

  /** As many slots as a value of this size takes. */
  void push(Fact fact, int size) {
    if (size > 0) {
      push(fact);
    }
    if (size > 1) {
      push(Fact.UNKNOWN);
    }
  }

  Fact pop() {
    return stack[--height];
  }

  Fact popWide() {
    height -= 2;
    return stack[height];
  }

  void drop(int slots) {
    height -= slots;
  }

  /** What stands so far below the top; 1 is the top itself. */
  Fact below(int slots) {
    return stack[height - slots];
  }

  Fact local(int index) {
    return locals[index];
  }

  void local(int index, Fact fact) {
    locals[index] = fact;
  }

  /** Copies the topmost slots below others: {@code dup2_x1} is 2 below 1. */
  void duplicate(int slots, int under) {
    for (int i = 0; i < slots; i++) {
      push(Fact.UNKNOWN);
    }
    System.arraycopy(
        stack, height - 2 * slots - under, stack, height - slots - under, slots + under);
    System.arraycopy(stack, height - slots, stack, height - 2 * slots - under, slots);
  }

  void swap() {
    Fact top = pop();
    Fact next = pop();
    push(top);
    push(next);
  }

  /** Replaces a fact wherever it stands. */
  void replace(Fact old, Fact now) {
    for (int i = 0; i < height; i++) {
      if (stack[i].same(old)) {
        stack[i] = now;
      }
    }
    for (int i = 0; i < locals.length; i++) {
      if (locals[i].same(old)) {
        locals[i] = now;
      }
    }
  }

  /**
   * Takes in another way to get here.
   *
   * @param lost told of what is no longer known of the stack
   * @return whether anything changed
   */
  boolean join(Frame other, Uses lost) {
    if (height != other.height) {
      throw new IndexOutOfBoundsException();
    }
    boolean changed = false;
    for (int i = 0; i < height; i++) {
      Fact both = stack[i].or(other.stack[i]);
      if (both.is(Fact.Sort.UNKNOWN)) {
        lost.mask(stack[i]);
        lost.mask(other.stack[i]);
      }
      changed |= !both.same(stack[i]);
      stack[i] = both;
    }
    for (int i = 0; i < locals.length; i++) {
      Fact both = locals[i].or(other.locals[i]);
      changed |= !both.same(locals[i]);
      locals[i] = both;
    }
    return changed;
  }
}

package dev.startguard.core.weave;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every call that is watched. A call's number stands in the woven code: its place in the list. */
public final class Calls {
  static final int[] NONE = {};

  private final Call[] all;
  private final Numbered numbered;
  private final Map<String, int[]> byOwner;
  private final Map<String, Integer> followed;

  /** By number: whether it is looked for. */
  private final boolean[] wanted;

  /** Those of an application without old classes so far. */
  public Calls(List<Call> calls) {
    this(calls, new Numbered());
  }

  /**
   * Keeps the order, which decides the order of several probes beside one call.
   *
   * @param numbered the probes in old classes
   */
  public Calls(List<Call> calls, Numbered numbered) {
    this.numbered = numbered;
    all = calls.toArray(new Call[0]);
    wanted = new boolean[all.length];
    Arrays.fill(wanted, true);
    byOwner = new HashMap<>();
    followed = new HashMap<>();
    for (int i = 0; i < all.length; i++) {
      if (all[i].kind().follows()) {
        followed.put(
            key(all[i].kind(), all[i].owner() + "." + all[i].name() + all[i].descriptor()), i);
        continue;
      }
      byOwner.put(all[i].owner(), with(byOwner.getOrDefault(all[i].owner(), NONE), i));
    }
  }

  private Calls(Calls all, boolean[] wanted) {
    this.all = all.all;
    numbered = all.numbered;
    byOwner = all.byOwner;
    followed = all.followed;
    this.wanted = wanted;
  }

  /** Those that are watched in code that is not the application's own, with the same numbers. */
  Calls everywhere() {
    boolean[] some = new boolean[all.length];
    for (int i = 0; i < all.length; i++) {
      some[i] = all[i].watch().everywhere();
    }
    return new Calls(this, some);
  }

  /** Whether one of these numbers is looked for. */
  boolean any(int[] numbers) {
    for (int number : numbers) {
      if (wanted[number]) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of these numbers is of a call whose result is followed. */
  boolean anyFollowed(int[] numbers) {
    for (int number : numbers) {
      if (wanted[number] && all[number].kind().follows()) {
        return true;
      }
    }
    return false;
  }

  /** The same numbers and one more. */
  static int[] with(int[] numbers, int number) {
    int[] more = Arrays.copyOf(numbers, numbers.length + 1);
    more[numbers.length] = number;
    return more;
  }

  /** The probes for these calls in old classes: known where they are woven and where they link. */
  Numbered numbered() {
    return numbered;
  }

  int size() {
    return all.length;
  }

  Call get(int number) {
    return all[number];
  }

  /** The number of the one whose result is followed so; -1 when there is none. */
  int followed(Kind kind, String api) {
    return followed.getOrDefault(key(kind, api), -1);
  }

  /** Those of them that get a probe beside the call. */
  int[] beside(int[] numbers) {
    int[] found = NONE;
    for (int number : numbers) {
      if (wanted[number] && !all[number].kind().follows()) {
        found = with(found, number);
      }
    }
    return found;
  }

  private static String key(Kind kind, String api) {
    return kind.name() + api;
  }

  /** Whether a result is followed so. */
  boolean follows(Kind kind) {
    for (int i = 0; i < all.length; i++) {
      if (wanted[i] && all[i].kind() == kind) {
        return true;
      }
    }
    return false;
  }

  /** The numbers of those that get a probe beside this call; empty when none does. */
  int[] find(String owner, String name, String descriptor) {
    int[] candidates = byOwner.get(owner);
    if (candidates == null) {
      return NONE;
    }
    int[] found = NONE;
    for (int number : candidates) {
      if (wanted[number] && all[number].matches(name, descriptor)) {
        found = with(found, number);
      }
    }
    return found;
  }

  /** Whether one of these is a probe of this kind. */
  boolean any(int[] numbers, Kind kind) {
    for (int number : numbers) {
      if (all[number].kind() == kind) {
        return true;
      }
    }
    return false;
  }

  /** Those of them whose probe stands where the result is dropped, or the others. */
  int[] ignored(int[] numbers, boolean thoseOnly) {
    int[] found = NONE;
    for (int number : numbers) {
      if ((all[number].kind() == Kind.IGNORED) == thoseOnly) {
        found = with(found, number);
      }
    }
    return found;
  }

  /** Those of them whose probe stands before the call. */
  int[] before(int[] numbers) {
    int[] found = NONE;
    for (int number : numbers) {
      if (all[number].kind().before()) {
        found = with(found, number);
      }
    }
    return found;
  }

  /** Whether one of these is given values. */
  boolean examines(int[] numbers) {
    for (int number : numbers) {
      if (all[number].kind().examines()) {
        return true;
      }
    }
    return false;
  }
}

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
  private final Map<String, int[]> byOwner = new HashMap<>();
  private final Map<String, Integer> followed = new HashMap<>();

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
    for (int i = 0; i < all.length; i++) {
      if (all[i].kind().follows()) {
        followed.put(
            key(all[i].kind(), all[i].owner() + "." + all[i].name() + all[i].descriptor()), i);
        continue;
      }
      byOwner.put(all[i].owner(), with(byOwner.getOrDefault(all[i].owner(), NONE), i));
    }
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

  List<Call> all() {
    return List.of(all);
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
      if (!all[number].kind().follows()) {
        found = with(found, number);
      }
    }
    return found;
  }

  private static String key(Kind kind, String api) {
    return kind.name() + api;
  }

  /**
   * Whether a result is followed so.
   *
   * @param own whether in the application's own code
   */
  boolean follows(Kind kind, boolean own) {
    for (Call call : all) {
      if (call.kind() == kind && (own || call.watch().everywhere())) {
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
      if (all[number].matches(name, descriptor)) {
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

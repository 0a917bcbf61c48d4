package dev.startguard.core.weave.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Every hook. A hook's number stands in the woven code: its place in the list. Given to the bridge,
 * it hands on what hooked methods pass, and never throws but at the stack's or the heap's end.
 */
public final class Hooks implements BiConsumer<Object, Object> {
  private static final int FAILURES = 3;

  private final Hook[] all;
  private final AtomicInteger[] failures;

  /** Internal names, each once. */
  private final List<String> owners = new ArrayList<>();

  /** Keeps the order, which is the order of several hooks of one method. */
  public Hooks(List<Hook> hooks) {
    all = hooks.toArray(new Hook[0]);
    failures = new AtomicInteger[all.length];
    for (int i = 0; i < all.length; i++) {
      failures[i] = failures(i);
      if (!owners.contains(all[i].owner())) {
        owners.add(all[i].owner());
      }
    }
  }

  /** Hooks of one watch fail together. */
  private AtomicInteger failures(int number) {
    for (int i = 0; i < number; i++) {
      if (all[i].watch() == all[number].watch()) {
        return failures[i];
      }
    }
    return new AtomicInteger();
  }

  int size() {
    return all.length;
  }

  Hook get(int number) {
    return all[number];
  }

  /** The internal names of the classes whose methods are hooked, each once. */
  List<String> owners() {
    return owners;
  }

  boolean owns(String className) {
    return owners.contains(className);
  }

  /**
   * For the bridge.
   *
   * @param number the hook's, an {@link Integer}
   * @param values an {@code Object[]}
   */
  @Override
  public void accept(Object number, Object values) {
    int hook = (Integer) number;
    if (hook < 0 || hook >= all.length || failures[hook].get() >= FAILURES) {
      return; // woven by a table of another length: a second agent of this release
    }
    try {
      all[hook].watch().passed(all[hook], (Object[]) values);
    } catch (VirtualMachineError exhausted) {
      throw exhausted; // the stack's or the heap's end, not the watch's fault; ends in the bridge
    } catch (Throwable fault) {
      failures[hook].incrementAndGet();
    }
  }
}

package dev.startguard.core.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Calls whose result is ignored, in methods that begin so, and calls whose result is not. */
public final class Ignoring {
  private static List<String> kept;

  private Ignoring() {}

  public static List<String> call(String of) {
    List<String> list = new ArrayList<>();
    list.add(of);
    return list;
  }

  public static void ignoredAsAStatement() {
    call("statement");
  }

  public static void ignoredTwice() {
    call("one");
    call("two");
  }

  public static void ignoredInALambda() {
    Runnable task = () -> call("lambda");
    task.run();
  }

  public static void ignoredWithWideValues(long wide, double wider) {
    if (wide + wider > 0) {
      call("wide");
    }
  }

  public static void ignoredInAFinally() {
    try {
      call("try").clear();
    } finally {
      call("finally");
    }
  }

  public static List<String> returned() {
    return call("returned");
  }

  public static int asked() {
    return call("asked").size();
  }

  public static void stored() {
    kept = call("stored");
    List<String> local = call("local");
    local.clear();
  }

  public static void chosen() {
    List<String> either = kept == null ? call("chosen") : kept;
    either.clear();
  }

  public static void passed() {
    kept = List.copyOf(call("passed"));
  }

  public static void referred() {
    Supplier<List<String>> reference = Ignoring::reference;
    reference.get().clear();
  }

  private static List<String> reference() {
    return call("referred");
  }
}

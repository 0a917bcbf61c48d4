package dev.startguard.core.weave.hook;

import dev.startguard.core.weave.Attached;
import dev.startguard.core.weave.Calls;
import dev.startguard.core.weave.Linker;
import dev.startguard.core.weave.bridge.Bridge;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * A program that hooks every method of the JDK's classes which it is given, works with them, and
 * says which hooks are missing, of those at returns how many.
 */
final class EveryHook {
  private EveryHook() {}

  public static void main(String[] owners) throws Exception {
    LongAdder passed = new LongAdder();
    HookWatch watch = (hook, values) -> passed.increment();
    List<Hook> all = new ArrayList<>();
    for (String owner : owners) {
      for (String name : Declared.methods(Class.forName(owner, false, null))) {
        for (Hook.Where where : Hook.Where.values()) {
          if (!name.startsWith("<init>") || where != Hook.Where.THROW) {
            int end = name.indexOf('(');
            all.add(
                new Hook(
                    owner.replace('.', '/'),
                    name.substring(0, end),
                    name.substring(end),
                    where,
                    watch));
          }
        }
      }
    }
    Hooks hooks = new Hooks(all);
    Instrumentation instrumentation = Attached.instrumentation();
    Bridge.define(instrumentation);
    new Linker(new Calls(List.of())).serve(hooks);
    List<Hook> missing = new HookWeaver(hooks).weave(instrumentation);
    work();
    int returns = 0;
    for (Hook hook : missing) {
      if (hook.where() == Hook.Where.RETURN) {
        returns++;
      } else {
        System.out.println("missing " + hook.owner() + "." + hook.name() + hook.descriptor());
      }
    }
    System.out.println(
        "hooks " + all.size() + ", passed " + (passed.sum() > 0) + ", without return " + returns);
  }

  private static void work() throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    ExecutorService pool = Executors.newScheduledThreadPool(2);
    try {
      pool.submit(() -> 1).get();
      CompletableFuture.supplyAsync(() -> 2, pool).thenApply(n -> n + 1).join();
    } finally {
      pool.shutdownNow();
    }
  }
}

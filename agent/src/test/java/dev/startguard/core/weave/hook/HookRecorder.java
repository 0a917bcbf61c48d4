package dev.startguard.core.weave.hook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A watch that keeps what hooks pass. */
final class HookRecorder implements HookWatch {
  /** By hook: {@code name WHERE}; then outcome, receiver, and arguments. */
  final List<String> names = Collections.synchronizedList(new ArrayList<>());

  final List<Object[]> passed = Collections.synchronizedList(new ArrayList<>());
  Throwable thrown;

  @Override
  public void passed(Hook hook, Object[] values) {
    names.add(hook.name() + " " + hook.where());
    passed.add(values);
    if (thrown != null) {
      HookRecorder.<RuntimeException>sneak(thrown);
    }
  }

  /** Of the one pass with this name. */
  Object[] only(String name) {
    assert Collections.frequency(names, name) == 1 : name + " in " + names;
    return passed.get(names.indexOf(name));
  }

  List<Object> arguments(String name) {
    Object[] values = only(name);
    return Arrays.asList(values).subList(Hook.ARGUMENTS, values.length);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}

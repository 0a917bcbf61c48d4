package dev.startguard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.AnySite;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminerTest {
  /** What the linker takes on trust: see {@link RuleWatch#catches}. */
  @Test
  void hasAMethodForEachShapeThatGivesNothing() {
    List<Method> methods = new ArrayList<>();
    for (Method method : Examiner.class.getDeclaredMethods()) {
      if (method.getName().equals("see")) {
        methods.add(method);
      }
    }

    assertThat(methods)
        .hasSize(5)
        .allSatisfy(method -> assertThat(method.getReturnType()).isEqualTo(void.class));
  }

  /** Without desk and rule, all goes wrong that can. */
  @Test
  void throwsNothing() throws Exception {
    for (Method method : Examiner.class.getDeclaredMethods()) {
      if (method.getName().equals("see")) {
        dev.startguard.core.weave.Site probe = AnySite.fresh();
        Examiner examiner = new Examiner(null, null, null, null, probe, "L", -1, -1, false, 0);
        Object[] values = values(method.getParameterTypes());
        for (int i = 0; i < 3; i++) {
          assertThat(probe.isOff()).isFalse();
          method.invoke(examiner, values);
        }

        assertThat(probe.isOff()).as("the third fault ends it").isTrue();
      }
    }
  }

  private static Object[] values(Class<?>[] types) {
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] =
          types[i] == long.class
              ? (Object) 1L
              : types[i] == double.class
                  ? (Object) 1.0
                  : types[i] == int.class
                      ? (Object) 1
                      : types[i] == Object[].class ? new Object[1] : "x";
    }
    return values;
  }
}

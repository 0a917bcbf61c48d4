package dev.startguard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffTest {
  @Test
  void isOffByItsArgumentAlone() {
    assertThat(Off.is("mode=off")).isTrue();
    assertThat(Off.is("mode=off,report=x")).isFalse();
    assertThat(Off.is(null)).isFalse();
  }

  @Test
  void leavesItToTheCoreWhereMoreIsSet() {
    System.setProperty("startguard.report", "x");
    try {
      assertThat(Off.is("mode=off")).isFalse();
    } finally {
      System.clearProperty("startguard.report");
    }
  }

  /** The launcher must not load the core to ask. */
  @Test
  void knowsEverySetting() throws ReflectiveOperationException {
    Method names = Class.forName("dev.startguard.core.config.Keys").getDeclaredMethod("names");
    names.setAccessible(true);

    assertThat(List.of((Object[]) Off.SETTINGS)).isEqualTo(names.invoke(null));
  }
}

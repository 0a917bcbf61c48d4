package dev.startguard.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void leave() {
    System.setOut(before);
  }

  @Test
  void helpsWithEachSettingAndItsValues() throws ReflectiveOperationException {
    assertThat(CommandLine.run(new String[] {"--help"})).isZero();

    Class<?> keys = Class.forName("dev.startguard.core.config.Keys");
    for (Object key : (List<?>) call(keys, "names")) {
      if (!key.equals("ledger")) { // does nothing yet, and says so
        List<?> allowed = (List<?>) call(keys, "allowed", key);
        String values = allowed == null ? "" : String.join("|", allowed.toArray(new String[0]));
        assertThat(text()).contains(key + "=" + (allowed == null ? "" : values));
      }
    }
    assertThat(text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
  }

  @Test
  void saysItsVersion() {
    assertThat(CommandLine.run(new String[] {"--version"})).isZero();
    assertThat(text()).matches("startguard \\S+\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "check", "--help me", "-h"})
  void refusesAllElse(String args) {
    assertThat(CommandLine.run(args.isEmpty() ? new String[0] : args.split(" "))).isEqualTo(64);
    assertThat(text()).isEmpty();
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Object call(Class<?> keys, String name, Object... arguments)
      throws ReflectiveOperationException {
    Method method =
        arguments.length == 0
            ? keys.getDeclaredMethod(name)
            : keys.getDeclaredMethod(name, String.class);
    method.setAccessible(true);
    return method.invoke(null, arguments);
  }
}

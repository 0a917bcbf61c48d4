package dev.startguard.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcSelfTest {
  @Test
  void splitsArgumentsAtNul() {
    assertThat(ProcSelf.arguments("java\0-jar\0app.jar\0".getBytes(StandardCharsets.UTF_8)))
        .containsExactly("java", "-jar", "app.jar");
  }

  @Test
  void keepsEmptyArgumentsAndTextOfEveryScript() {
    assertThat(ProcSelf.arguments("java\0\0-Dname=Grüße 日本\0".getBytes(StandardCharsets.UTF_8)))
        .containsExactly("java", "", "-Dname=Grüße 日本");
  }

  @Test
  void acceptsALastArgumentWithoutNul() {
    assertThat(ProcSelf.arguments("postgres: idle".getBytes(StandardCharsets.UTF_8)))
        .containsExactly("postgres: idle");
  }

  @Test
  void hasNoArgumentsWhereThereIsNoProc() {
    assertThat(ProcSelf.arguments(new byte[0])).isEmpty();
  }

  @Test
  void takesTheEffectiveUser() {
    assertThat(
            ProcSelf.effectiveUser("Name:\tjava\nUid:\t1000\t1001\t1002\t1003\nGid:\t5\t6\t7\t8\n"))
        .isEqualTo(1001);
    assertThat(ProcSelf.effectiveUser("Uid:\t0\t65534")).isEqualTo(65534);
  }

  @Test
  void knowsNoUserWithoutAUidLine() {
    assertThat(ProcSelf.effectiveUser("")).isEqualTo(-1);
    assertThat(ProcSelf.effectiveUser("Name:\tUid:\nGid:\t1\t2\t3\t4\n")).isEqualTo(-1);
    assertThat(ProcSelf.effectiveUser("Uid:\t1000\n")).isEqualTo(-1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void agreesWithTheKernelAboutThisProcess() throws Exception {
    assertThat(ProcSelf.effectiveUser())
        .isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    assertThat(ProcSelf.arguments().get(0)).endsWith("java");
  }
}

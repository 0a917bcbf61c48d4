package dev.startguard.core.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import org.junit.jupiter.api.Test;

class CacheRecordingTest {
  @Test
  void isToldFromTheCommandLine() {
    assertThat(recorded("java", "-XX:AOTCacheOutput=shop.aot", "-jar", "shop.jar")).isTrue();
    assertThat(recorded("java", "-XX:AOTMode=record", "-XX:AOTConfiguration=a")).isTrue();
    assertThat(recorded("java", "-XX:AOTCache=shop.aot", "-jar", "shop.jar")).isFalse();
    assertThat(recorded()).isFalse();
  }

  @Test
  void isToldFromTheVariablesThatStandForIt() {
    String option = "-Xmx1g -XX:AOTCacheOutput=shop.aot";

    assertThat(CacheRecording.is(new FakeHost().env("JAVA_TOOL_OPTIONS", option))).isTrue();
    assertThat(CacheRecording.is(new FakeHost().env("JDK_JAVA_OPTIONS", option))).isTrue();
    assertThat(CacheRecording.is(new FakeHost().env("OTHER", option))).isFalse();
  }

  private static boolean recorded(String... arguments) {
    return CacheRecording.is(new FakeHost().arguments(arguments));
  }
}

package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreloadTest {
  @Test
  void leavesNothingToLoadForAFirstTransformation() throws Exception {
    assertThat(OtherJvm.run(Preloaded.class, "preloaded")).contains("woven true, loaded then []");
  }

  @Test
  void isNeeded() throws Exception {
    assertThat(OtherJvm.run(Preloaded.class, "plain"))
        .contains("woven true", "net.bytebuddy.jar.asm.ClassReader");
  }
}

package dev.startguard.core.weave.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.ClassBytes;
import dev.startguard.core.weave.OtherJvm;
import java.util.Arrays;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class SeedTest {
  @Test
  void plantsTheBridgeWithoutOpeningAnything() throws Exception {
    assertThat(OtherJvm.run(Sown.class).lines())
        .contains(
            "opened: false",
            "missing: 0",
            "passed: 1",
            "transformed again: 1",
            "usable: X",
            "methods: 2");
  }

  @Test
  void opensThePackageWhereTheClassWasLoadedBefore() throws Exception {
    assertThat(OtherJvm.run(Sown.class, "late").lines())
        .contains(
            "opened: true",
            "missing: 0",
            "passed: 1",
            "transformed again: 1",
            "usable: X",
            "methods: 2");
  }

  @Test
  void leavesAClassAloneThatHasAnInitializer() {
    assertThat(Seed.sown(ClassBytes.of(TimeZone.class))).isNull();
    assertThat(Seed.sown(ClassBytes.of(SeedTest.class))).isNotNull();
  }

  @Test
  void leavesABrokenFileAlone() {
    byte[] file = ClassBytes.of(SeedTest.class);

    for (int length = 0; length < file.length; length += 7) {
      assertThat(Seed.sown(Arrays.copyOf(file, length))).as("%s bytes", length).isNull();
    }
  }
}

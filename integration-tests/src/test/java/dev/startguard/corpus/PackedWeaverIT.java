package dev.startguard.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.PackedJar;
import dev.startguard.it.app.Billing;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpus is walked by hand: that its weaver is the packed one is seen each time. */
class PackedWeaverIT {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void weavesAClassOfEither(boolean everyday) throws Exception {
    PackedWeaver weaver = new PackedWeaver(PackedJar.path(), everyday);
    String name = Billing.class.getName().replace('.', '/');

    byte[] woven = weaver.weave(Billing.class.getClassLoader(), name, file(name));

    assertThat(woven).isNotNull();
    assertThat(weaver.sites()).isPositive();
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = Billing.class.getClassLoader().getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    }
  }
}

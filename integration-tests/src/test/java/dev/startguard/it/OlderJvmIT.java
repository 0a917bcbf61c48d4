package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import dev.startguard.it.app.PretendOlder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that is too old; that its class files load there is what {@link PackedJarIT} holds. */
class OlderJvmIT {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"1.8", "11", "16"})
  void saysInOneLineThatItNeeds17AndTheApplicationStarts(String specification) throws IOException {
    Outcome outcome =
        ForkedJvm.of(Jdks.current())
            .jvm("-javaagent:" + pretender() + "=" + specification)
            .agent()
            .main(Hello.class)
            .run();

    assertThat(outcome.outLines()).as("%s", outcome).containsExactly("hello");
    assertThat(outcome.errLines())
        .as("%s", outcome)
        .containsExactly(
            "startguard: needs Java 17 or later and this is "
                + specification
                + ": nothing is validated");
    assertThat(outcome.exit()).isZero();
  }

  /** Its class is found on the application's class path, so the jar need not hold it. */
  private Path pretender() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", PretendOlder.class.getName());
    Path jar = directory.resolve("pretender.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar;
  }
}

package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Confidant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found while the service runs shows no message, no ThreadLocal's value, no task's. */
class RuntimeCanaryIT {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void showsNoSecretOfTheServicesOwn(Jdk jdk) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: confidant\nsecrets: { DB_PASSWORD: {} }\n");
    Path report = folder.resolve("report.jsonl");

    Outcome outcome =
        ForkedJvm.of(jdk)
            .in(folder)
            .env("DB_PASSWORD", Canary.TEXT)
            .main(Confidant.class, report.toString())
            .agent("rules=all,report=" + report + ",log=findings.log,metrics=metrics.prom")
            .run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(Files.readString(report))
        .contains(
            "\"periodic-task-died\"",
            "\"exception-lost\"",
            "\"thread-local-bleed\"",
            "\"tasks-lost\"",
            "Confidant$Receipt");
    assertThat(Canary.in(outcome.err().getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(Canary.in(outcome.out().getBytes(StandardCharsets.UTF_8))).isEmpty();
    Map<Path, byte[]> files = Canary.files(folder);
    assertThat(files).hasSizeGreaterThanOrEqualTo(4); // manifest, report, log, metrics
    assertThat(files).allSatisfy((file, bytes) -> assertThat(Canary.in(bytes)).isEmpty());
  }
}

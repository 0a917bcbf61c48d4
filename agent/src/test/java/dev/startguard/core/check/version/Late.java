package dev.startguard.core.check.version;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.CheckRunner;
import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.check.Validation;
import java.util.ArrayList;
import java.util.List;

/** A validation whose deadline is over before it begins. */
final class Late {
  private static final long LONG_AGO = 60_000_000_000L;

  private Late() {}

  /** The findings as {@code id subject}. */
  static List<String> validate(String yaml, FakeHost host, Check... checks) {
    Validation validation =
        new Validation(
            ManifestFixture.manifest(yaml, null, host), host, System.nanoTime() - LONG_AGO);
    CheckRunner.run(List.of(checks), validation);
    List<String> found = new ArrayList<>();
    validation.findings().forEach(one -> found.add(one.id() + " " + one.subject()));
    return found;
  }
}

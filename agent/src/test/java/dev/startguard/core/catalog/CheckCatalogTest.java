package dev.startguard.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.startguard.core.check.Check;
import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One check is its class, its page, its test and one line in the catalogue. */
class CheckCatalogTest {
  static List<Check> checks() {
    return CheckCatalog.checks();
  }

  @Test
  void listsEveryCheckOnce() {
    List<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.startguard.core")
                .stream()
                .filter(type -> type.isAssignableTo(Check.class) && !type.isInterface())
                .map(JavaClass::getName)
                .toList();

    assertThat(checks())
        .extracting(check -> check.getClass().getName())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void leavesOutWhatTheManifestCannotAskFor() {
    Manifest bare = ManifestFixture.manifest("env: { A: string }", null, new FakeHost());

    assertThat(CheckCatalog.of(bare))
        .extracting(Check::id)
        .contains("env-missing", "timezone-fallback")
        .doesNotContain("property-missing", "secret-missing", "flag-retired", "locale-mismatch")
        .isSubsetOf(CheckCatalog.checks().stream().map(Check::id).toList());
  }

  @ParameterizedTest
  @MethodSource("checks")
  void callsACheckByItsClassName(Check check) {
    String name = check.getClass().getSimpleName();

    assertThat(name).endsWith("Check");
    assertThat(check.id())
        .isEqualTo(
            name.substring(0, name.length() - "Check".length())
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void hasAPageOfOneShapeForEach(Check check) throws IOException {
    String page = page(check.getClass());

    assertThat(page.lines()).first().isEqualTo("# " + check.id());
    assertThat(page.lines().filter(line -> line.startsWith("## ")))
        .containsExactly("## Why", "## Reported", "## Not reported", "## Fix", "## Configure");
  }

  @ParameterizedTest
  @MethodSource("checks")
  void hasATestForEach(Check check) {
    assertThatCode(() -> Class.forName(check.getClass().getName() + "Test"))
        .doesNotThrowAnyException();
  }

  private static String page(Class<?> check) throws IOException {
    try (InputStream page = check.getResourceAsStream(check.getSimpleName() + ".md")) {
      assertThat(page).as("the page beside %s", check.getSimpleName()).isNotNull();
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

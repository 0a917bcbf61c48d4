package dev.startguard.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Ending;
import dev.startguard.core.rule.HookListener;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sampled;
import dev.startguard.core.rule.StandingRule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One rule is its class, its page, its test and one line in the catalogue. */
class RuleCatalogTest {
  static List<Rule> rules() {
    return RuleCatalog.rules();
  }

  @Test
  void listsEveryRuleOnce() {
    List<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.startguard.core")
                .stream()
                .filter(type -> type.isAssignableTo(Rule.class) && !type.isInterface())
                .map(JavaClass::getName)
                .toList();

    assertThat(rules())
        .extracting(rule -> rule.getClass().getName())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(written);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void callsARuleByItsClassName(Rule rule) {
    String name = rule.getClass().getSimpleName();

    assertThat(name).endsWith("Rule");
    assertThat(rule.id())
        .isEqualTo(
            name.substring(0, name.length() - "Rule".length())
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .replaceAll("(?<=[a-z])([0-9])", "-$1")
                .toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isKnownToTheManifest(Rule rule) {
    String yaml = "env: { A: string }\nruntime: { set: { " + rule.id() + ": off } }";

    assertThatCode(() -> ManifestFixture.manifest(yaml, null, new FakeHost()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void looksAtCallsThatThisJdkHas(Rule rule) {
    assertThat(rule.calls()).doesNotHaveDuplicates();
    assertThat(rule.calls().isEmpty()).as("looks at nothing").isEqualTo(looksElsewhere(rule));
    for (Call call : rule.calls()) {
      assertThatCode(() -> find(call)).as(call.api()).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void listensWhereThisJdkHasMethods(Rule rule) {
    for (HookListener listener : listeners(rule)) {
      assertThat(listener.hooks()).isNotEmpty().doesNotHaveDuplicates();
      for (Call hook : listener.hooks()) {
        assertThat(hook.look()).isIn(Look.ENTERED, Look.RETURNED, Look.THREW);
        if (hook.since() <= Runtime.version().feature()) {
          assertThatCode(() -> declared(hook)).as(hook.api()).doesNotThrowAnyException();
        } else {
          assertThatCode(() -> declared(hook)).as(hook.api()).isInstanceOf(Exception.class);
        }
      }
    }
  }

  private static boolean looksElsewhere(Rule rule) {
    return rule.calls().isEmpty()
        && (rule instanceof Sampled || rule instanceof Ending || !listeners(rule).isEmpty());
  }

  private static List<HookListener> listeners(Rule rule) {
    List<HookListener> listeners = new ArrayList<>();
    if (rule instanceof StandingRule standing) {
      listeners.addAll(standing.sources());
    }
    if (rule instanceof HookListener listener) {
      listeners.add(listener);
    }
    return listeners;
  }

  private static void declared(Call hook) throws ReflectiveOperationException {
    Class<?> owner = Class.forName(hook.owner().replace('/', '.'), false, null);
    MethodType type = MethodType.fromMethodDescriptorString(hook.descriptor(), null);
    if (hook.name().equals("<init>")) {
      assertThat(owner.getDeclaredConstructor(type.parameterArray())).isNotNull();
    } else {
      assertThat(owner.getDeclaredMethod(hook.name(), type.parameterArray()).getReturnType())
          .isEqualTo(type.returnType());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void looksAtACallInOneWayOrBeforeAndAfter(Rule rule) {
    assertThat(rule.calls())
        .filteredOn(call -> !beforeOfAPair(rule, call))
        .extracting(Call::api)
        .doesNotHaveDuplicates();
    assertThat(rule.calls())
        .as("a rule that looks at the site alone finds what is risky")
        .allMatch(call -> call.look() != Look.HOOK || call.owner().startsWith("java/"));
  }

  /** Whether the rule looks right before the call and right after it. */
  private static boolean beforeOfAPair(Rule rule, Call call) {
    return call.look() == Look.ARGUMENTS
        && rule.calls()
            .contains(new Call(call.owner(), call.name(), call.descriptor(), Look.RESULT));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasAPageOfOneShapeForEach(Rule rule) throws IOException {
    String page = page(rule.getClass());

    assertThat(page.lines()).first().isEqualTo("# " + rule.id());
    assertThat(page.lines().filter(line -> line.startsWith("## ")))
        .containsExactly("## Why", "## Reported", "## Not reported", "## Fix", "## Configure");
    assertThat(page.replace('\n', ' '))
        .contains("Evidence: " + rule.evidence().word() + "; severity: " + rule.severity().word());
    assertThat(page).as("what no rule sees").contains("reflection", "hidden class");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasATestForEach(Rule rule) {
    assertThatCode(() -> Class.forName(rule.getClass().getName() + "Test"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void hasAFixtureForEach(Rule rule) {
    String area = rule.getClass().getPackageName().replaceFirst(".*\\.", "");
    String name = rule.getClass().getSimpleName().replaceFirst("Rule$", ".java");

    assertThat(Path.of("../integration-tests/src/fixtures/java/fixtures", area, name)).exists();
  }

  private static void find(Call call) throws ReflectiveOperationException {
    Class<?> owner = Class.forName(call.owner().replace('/', '.'));
    MethodType type = MethodType.fromMethodDescriptorString(call.descriptor(), null);
    if (call.name().equals("<init>")) {
      assertThat(owner.getConstructor(type.parameterArray())).isNotNull();
    } else {
      Class<?> result = owner.getMethod(call.name(), type.parameterArray()).getReturnType();
      assertThat(result).isEqualTo(type.returnType());
    }
  }

  private static String page(Class<?> rule) throws IOException {
    try (InputStream page = rule.getResourceAsStream(rule.getSimpleName() + ".md")) {
      assertThat(page).as("the page beside %s", rule.getSimpleName()).isNotNull();
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

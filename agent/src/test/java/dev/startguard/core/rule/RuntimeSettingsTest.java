package dev.startguard.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture;
import dev.startguard.finding.Evidence;
import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeSettingsTest {
  private static final Instant NOON = Instant.parse("2026-11-15T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "quiet, PROVEN, ERROR, true",
    "quiet, PROVEN, WARNING, false",
    "quiet, PREDICTED, ERROR, false",
    "quiet, RISKY, ERROR, false",
    "standard, PROVEN, INFO, true",
    "standard, PREDICTED, WARNING, true",
    "standard, RISKY, WARNING, true",
    "standard, RISKY, INFO, false",
    "all, RISKY, INFO, true",
    "off, PROVEN, ERROR, false",
    "selftest, PROVEN, INFO, true",
    "selftest, RISKY, INFO, false"
  })
  void reportsByLevel(String rules, Evidence evidence, Severity severity, boolean on) {
    Rule rule = new FakeRule("day-as-24h", evidence, severity);

    assertThat(settings("", rules).severity(rule)).isEqualTo(on ? severity : null);
    assertThat(settings("", rules).level().reports(severity, evidence)).isEqualTo(on);
  }

  @Test
  void takesTheSettingBeforeTheManifest() {
    assertThat(settings("runtime: { rules: quiet }", null).level()).isEqualTo(Level.QUIET);
    assertThat(settings("runtime: { rules: quiet }", "all").level()).isEqualTo(Level.ALL);
    assertThat(settings("", null).level()).isEqualTo(Level.STANDARD);
  }

  @ParameterizedTest
  @CsvSource({
    "error, standard, ERROR",
    "warning, standard, WARNING",
    "info, all, INFO",
    "info, standard, ",
    "off, all, "
  })
  void weighsARuleAsTheManifestSays(String set, String rules, Severity severity) {
    RuntimeSettings settings =
        settings("runtime: { set: { default-zone-call: " + set + " } }", rules);

    assertThat(settings.severity(new FakeRule("default-zone-call", Evidence.RISKY, Severity.INFO)))
        .isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.A, true",
    "com.acme.sub.A$1, true",
    "com.acmeother.A, false",
    "org.lib.A, false",
    "A, false"
  })
  void reportsTheRiskyInOwnCodeOnly(String className, boolean reported) {
    Rule risky = new FakeRule("default-zone-call", Evidence.RISKY, Severity.WARNING);
    Rule proven = new FakeRule("day-as-24h", Evidence.PROVEN, Severity.WARNING);
    Site site = RuleFixture.site(className, "m", FakeRule.CALL);

    assertThat(settings("", null).reports(risky, site, NOON)).isEqualTo(reported);
    assertThat(settings("", null).reports(proven, site, NOON)).isTrue();
  }

  @Test
  void reportsNothingOfWhatIsMarked() {
    RuntimeSettings settings = settings("", null);
    settings.ignore("com.acme.A", "m", "()V");
    settings.ignore("com.acme.B", "", "");

    assertThat(settings.reports(day(), at("com.acme.A", "m", "()V"), NOON)).isFalse();
    assertThat(settings.reports(day(), at("com.acme.A", "m", "(I)V"), NOON)).isTrue();
    assertThat(settings.reports(day(), at("com.acme.A", "m", ""), NOON)).as("a stack").isFalse();
    assertThat(settings.reports(day(), at("com.acme.A", "n", "()V"), NOON)).isTrue();
    assertThat(settings.reports(day(), at("com.acme.B", "n", ""), NOON)).isFalse();
    assertThat(settings.reports(day(), at("com.acme.B$$Lambda$1/0x7f", "run", ""), NOON)).isFalse();
    assertThat(settings.reports(day(), at("com.acme.C", "m", "()V"), NOON)).isTrue();
  }

  private static Site at(String className, String method, String descriptor) {
    return new Site(className, method, descriptor, null, 0, "api", 0);
  }

  @Test
  void letsTheManifestNameThePackages() {
    RuntimeSettings settings = settings("runtime: { packages: [org.mine] }", null);

    assertThat(settings.own(site("org.mine.A"))).isTrue();
    assertThat(settings.own(site("com.acme.A"))).isFalse();
    assertThat(settings.own(site("org.mineral.A"))).isFalse();
  }

  @Test
  void knowsThePackageWithoutAName() {
    assertThat(OwnCode.inPackage("Main", "")).isTrue();
    assertThat(OwnCode.inPackage("a.Main", "")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.legacy.**, com.acme.legacy.A, true",
    "com.acme.legacy.**, com.acme.legacy.sub.A$B, true",
    "com.acme.legacy.**, com.acme.legacyother.A, false",
    "com.acme.*, com.acme.A, true",
    "com.acme.*, com.acme.sub.A, false",
    "com.acme.A, com.acme.A$Nested$1, true",
    "com.acme.A, com.acme.AB, false",
    "com.acme.A$B, com.acme.A$B, true",
    "com.acme.A$B, com.acme.A$C, false",
    "**.*Job, com.acme.sub.CleanJob, true",
    "**.*Job, com.acme.sub.CleanJobs, false",
    "com.*.A, com.acme.A, true",
    "com.*.A, com.acme.sub.A, false",
    "**, anything.At, true",
    "**.legacy.**, a.b.legacy.c.D, true",
    "**.legacy.*.D, legacy.a.legacy.c.D, true"
  })
  void suppressesByPattern(String pattern, String className, boolean suppressed) {
    assertThat(Suppression.matches(pattern, className)).isEqualTo(suppressed);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-15, 2026-11-15T23:59:59Z, true",
    "2026-11-15, 2026-11-16T00:00:00Z, false",
    "2026-11-14, 2026-11-16T00:00:00Z, false"
  })
  void suppressesUntilTheDayIsOver(String until, String now, boolean suppressed) {
    RuntimeSettings settings = settings(suppression("com.acme.**", ", until: " + until), null);
    Site site = RuleFixture.site("com.acme.A", "m", FakeRule.CALL);

    assertThat(settings.reports(day(), site, Instant.parse(now))).isEqualTo(!suppressed);
    assertThat(settings.expired(Instant.parse(now))).hasSize(suppressed ? 0 : 1);
  }

  @Test
  void reportsAnExpiredSuppression() {
    Finding finding =
        settings(suppression("com.acme.**", ", until: 2026-11-13"), null).expired(NOON).get(0);

    assertThat(finding.id()).isEqualTo("suppression-expired");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.message())
        .isEqualTo("the suppression of day-as-24h in com.acme.** expired on 2026-11-13");
    assertThat(finding.notes())
        .extracting(note -> note.name() + ": " + note.text())
        .containsExactly("reason: known", "overdue: 2 days");
    assertThat(finding.location()).isInstanceOf(ManifestLocation.class);
  }

  @Test
  void reportsASuppressionThatNothingNeeded() {
    RuntimeSettings settings = settings(suppression("com.acme.**", ""), null);

    assertThat(settings.unused(List.of("day-as-24h"), NOON))
        .extracting(Finding::message)
        .containsExactly("nothing in this run needed the suppression of day-as-24h in com.acme.**");
    assertThat(settings.unused(List.of(), NOON)).as("a rule that is off").isEmpty();

    settings.reports(day(), RuleFixture.site("com.acme.A", "m", FakeRule.CALL), NOON);
    assertThat(settings.unused(List.of("day-as-24h"), NOON)).isEmpty();
  }

  @Test
  void saysAnExpiredOneOnce() {
    RuntimeSettings settings = settings(suppression("com.acme.**", ", until: 2026-11-13"), null);

    assertThat(settings.unused(List.of("day-as-24h"), NOON)).isEmpty();
  }

  @Test
  void weighsTheMachinerysFindingsAsTheManifestSays() {
    String set = "checks: { set: { suppression-unused: error } }";
    String yaml = suppression("com.acme.**", "") + "\n" + set;

    assertThat(settings(yaml, null).unused(List.of("day-as-24h"), NOON).get(0).severity())
        .isEqualTo(Severity.ERROR);
    assertThat(settings(suppression("x.**", ""), "quiet").unused(List.of("day-as-24h"), NOON))
        .isEmpty();
  }

  @Test
  void knowsTheBusinessZone() {
    assertThat(settings("runtime: { zone: Europe/Berlin }", null).businessZone())
        .isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(settings("", null).businessZone()).isNull();
    assertThat(settings("runtime: { zone: Europe/Berln }", null).businessZone()).isNull();
  }

  private static Rule day() {
    return new FakeRule("day-as-24h", Evidence.PROVEN, Severity.WARNING);
  }

  private static String suppression(String in, String more) {
    return "runtime: { suppress: [ { rule: day-as-24h, in: \""
        + in
        + "\", reason: known"
        + more
        + " } ] }";
  }

  private static dev.startguard.manifest.Manifest manifest(String yaml) {
    return ManifestFixture.manifest("env: { A: string }\n" + yaml, null, new FakeHost());
  }

  private static RuntimeSettings settings(String yaml, String rules) {
    return new RuntimeSettings(
        manifest(yaml), rules, (name, source) -> OwnCode.inPackage(name, "com.acme"));
  }

  private static Site site(String className) {
    return RuleFixture.site(className, "m", FakeRule.CALL);
  }
}

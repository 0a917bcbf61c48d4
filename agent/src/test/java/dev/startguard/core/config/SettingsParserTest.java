package dev.startguard.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsParserTest {
  private final FakeHost host = new FakeHost();

  @Test
  void takesALonePathForTheManifest() {
    assertThat(value("/etc/app.yaml", "manifest")).isEqualTo("/etc/app.yaml");
    assertThat(value("/etc/app.yaml,mode=warn", "mode")).isEqualTo("warn");
  }

  @Test
  void splitsAtSingleCommasAndKeepsDoubledOnes() {
    Settings settings = parse("manifest=/etc/a,,b.yaml,report=x=y.json,mode=warn");

    assertThat(settings.errors()).isEmpty();
    assertThat(settings.value("manifest", "")).isEqualTo("/etc/a,b.yaml");
    assertThat(settings.value("report", "")).isEqualTo("x=y.json");
    assertThat(settings.value("mode", "")).isEqualTo("warn");
  }

  @Test
  void prefersArgumentsThenPropertiesThenVariables() {
    host.properties("startguard.mode", "off", "startguard.format", "json");
    host.env(
        "STARTGUARD_MODE", "enforce", "STARTGUARD_FORMAT", "text", "STARTGUARD_STREAM", "stdout");

    Settings settings = parse("mode=warn");

    assertThat(settings.setting("mode"))
        .isEqualTo(new Setting("warn", "the agent's arguments", false, true));
    assertThat(settings.setting("format"))
        .isEqualTo(new Setting("json", "-Dstartguard.format", true, true));
    assertThat(settings.setting("stream"))
        .isEqualTo(new Setting("stdout", "STARTGUARD_STREAM", true, true));
    assertThat(settings.setting("rules")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "manifst=x, manifst, not an argument (manifest?)",
    "' mode=warn', ' mode', not an argument (mode?)",
    "zzzzzz=1, zzzzzz, not an argument",
    "=x, (no name), not an argument",
    "'mode=warn,', (empty), not key=value",
    "'mode=warn,extra', extra, not key=value",
    "'mode=warn,mode=off', mode, given twice",
    "mode=wran, mode, 'not one of enforce, warn, off (warn?)'",
    "mode=, mode, 'not one of enforce, warn, off'",
    "checks=false, checks, 'not one of on, off'",
    "missing=ignore, missing, 'not one of refuse, start'",
    "format=jsn, format, 'not one of text, json (json?)'",
    "stream=out, stream, 'not one of stderr, stdout'",
    "rules=stndard, rules, 'not one of quiet, standard, all, off, selftest (standard?)'",
    "manifest=, manifest, empty",
    "'report= ', report, empty",
  })
  void refusesWhatItDoesNotUnderstand(String args, String subject, String gist) {
    Settings settings = parse(args);

    assertThat(settings.errors()).hasSize(1);
    Finding error = settings.errors().get(0);
    assertThat(error.id()).isEqualTo("usage");
    assertThat(error.severity().word()).isEqualTo("error");
    assertThat(error.subject()).isEqualTo(subject);
    assertThat(error.gist()).isEqualTo(gist);
  }

  @Test
  void judgesAValueThatAnotherOverrides() {
    host.env("STARTGUARD_MODE", "wran");

    Settings settings = parse("mode=warn");

    assertThat(settings.errors()).hasSize(1);
    assertThat(settings.errors().get(0).subject()).isEqualTo("STARTGUARD_MODE");
    assertThat(settings.value("mode", "enforce")).isEqualTo("warn");
  }

  @Test
  void callsAnEmptyVariableABadValue() {
    host.env("STARTGUARD_MODE", "");

    assertThat(parse(null).errors()).hasSize(1);
  }

  @Test
  void doubtsWhatTheChecksWouldSayAfterAnUnknownArgument() {
    assertThat(parse("manifst=x").doubtful()).isTrue();
    assertThat(parse("profile=").doubtful()).isTrue();
    assertThat(parse("format=jsn").doubtful()).isFalse();
  }

  @Test
  void hidesAValueThatMayBeASecret() {
    Settings settings = parse("mode=ghp_0123456789abcdefghijklmnopqrstuvwxyz");

    assertThat(settings.errors().get(0).toString()).doesNotContain("0123456789abcdef");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode=warn,https://user:hunter2hunter2@host/",
        "https://user:hunter2hunter2@host/?x=1",
        "ghp_hunter2hunter2hunter2hunter2hunter2hu=1"
      })
  void hidesAnArgumentThatMayHoldASecret(String args) {
    for (Finding error : parse(args).errors()) {
      assertThat(error.toString()).doesNotContain("hunter2");
    }
    assertThat(parse(args).errors()).isNotEmpty();
  }

  @Test
  void hidesTheCredentialsInAPathThatIsNone() {
    for (String path :
        new String[] {
          "https://user:hunter2hunter2@host/startguard.yaml",
          "ghp_hunter2hunter2hunter2hunter2hunter2hu"
        }) {
      Finding finding =
          NoManifest.finding(ManifestLocator.search(parse("manifest=" + path), host), host);
      assertThat(finding.toString()).doesNotContain("hunter2").contains("does not exist");
    }
  }

  @Test
  void warnsOfAnUnknownVariableOrProperty() {
    host.env("STARTGUARD_MOD", "warn", "STARTGUARD_ZZZZZZ", "1", "OTHER", "2");
    host.properties("startguard.manifset", "x", "startguardian", "y");

    List<String> warnings = lines(parse(null).warnings());

    assertThat(warnings)
        .containsExactly(
            "-Dstartguard.manifset: not a setting (-Dstartguard.manifest?)",
            "STARTGUARD_MOD: not a setting (STARTGUARD_MODE?)",
            "STARTGUARD_ZZZZZZ: not a setting");
  }

  @Test
  void foldsTheLinksOfAKubernetesServiceIntoOneWarning() {
    host.env(
        "STARTGUARD_SERVICE_HOST", "10.0.0.7",
        "STARTGUARD_SERVICE_PORT", "80",
        "STARTGUARD_SERVICE_PORT_HTTP", "80",
        "STARTGUARD_PORT", "tcp://10.0.0.7:80",
        "STARTGUARD_PORT_80_TCP", "tcp://10.0.0.7:80",
        "STARTGUARD_PORT_80_TCP_ADDR", "10.0.0.7");

    List<Finding> warnings = parse(null).warnings();

    assertThat(lines(warnings))
        .containsExactly("STARTGUARD_PORT: looks like a Kubernetes service link");
    assertThat(warnings.get(0).detail())
        .contains("a Kubernetes Service called startguard, as do 5 more");
    assertThat(warnings.get(0).fixes().get(0)).contains("enableServiceLinks: false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest", "profile", "report", "log", "metrics", "ledger"})
  void takesAnyTextForPathsAndNames(String key) {
    host.env("STARTGUARD_" + key.toUpperCase(java.util.Locale.ROOT), "Ünïcode with blanks");

    assertThat(parse(null).errors()).isEmpty();
    assertThat(value(null, key)).isEqualTo("Ünïcode with blanks");
  }

  private Settings parse(@Nullable String args) {
    return SettingsParser.parse(args, host);
  }

  private String value(@Nullable String args, String key) {
    return parse(args).value(key, "(none)");
  }

  private static List<String> lines(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      assertThat(finding.id()).isEqualTo("setting-unknown");
      lines.add(finding.subject() + ": " + finding.gist());
    }
    return lines;
  }
}

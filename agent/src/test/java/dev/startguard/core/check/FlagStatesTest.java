package dev.startguard.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FlagState.Kind;
import dev.startguard.core.check.env.EnvMissingCheck;
import dev.startguard.manifest.Flag;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.type.Judgement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagStatesTest {
  private static final String FLAGD =
      """
      {
        "$schema": "https://flagd.dev/schema/v0/flags.json",
        "flags": {
          "ON": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
          "OFF": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off", "targeting": {}},
          "COLOR": {"state": "ENABLED", "variants": {"a": "blue"}, "defaultVariant": "a"},
          "LIMIT": {"state": "ENABLED", "variants": {"a": 8080}, "defaultVariant": "a"},
          "SHAPE": {"state": "ENABLED", "variants": {"a": {"x": [1, 2]}}, "defaultVariant": "a"},
          "DISABLED": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on"},
          "CODE": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": null},
          "OPEN": {"state": "ENABLED", "variants": {"on": true}},
          "TARGETED": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                       "targeting": {"if": [{"in": ["@acme.com", {"var": "email"}]}, "on"]}},
          "STATELESS": {"variants": {"on": true}, "defaultVariant": "on"},
          "DANGLING": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "off"},
          "SCALAR": true
        }
      }
      """;

  private final FakeHost host = new FakeHost();

  @Test
  void readsTheVariable() {
    host.env("A", "true");

    assertThat(state("A: { type: boolean }"))
        .isEqualTo(
            new FlagState(
                Kind.SET, "true", "true", "A", judged("A: { type: boolean }", "true"), null));
  }

  @Test
  void readsThePropertyWhenTheVariableIsMissingOrEmpty() {
    host.properties("A", "true");
    assertThat(state("A: { type: boolean }").origin()).isEqualTo("-DA");

    host.env("A", "");
    assertThat(state("A: { type: boolean }").origin()).isEqualTo("-DA");

    host.env("A", "false");
    assertThat(state("A: { type: boolean }"))
        .extracting(FlagState::origin, FlagState::value)
        .containsExactly("A", "false");
  }

  @Test
  void takesAnUnsetBooleanForFalse() {
    assertThat(state("A: { type: boolean }"))
        .isEqualTo(new FlagState(Kind.UNSET, "", "false", null, null, null));
    assertThat(state("A:").value()).as("boolean is the usual type").isEqualTo("false");
    assertThat(state("A: { type: string }").value()).isNull();

    host.env("A", "").properties("A", "");
    assertThat(state("A: { type: boolean }").kind()).isEqualTo(Kind.UNSET);
  }

  @Test
  void knowsAValueThatIsNotOfItsType() {
    host.env("A", "http");

    FlagState state = state("A: { type: port }");

    assertThat(state.kind()).isEqualTo(Kind.WRONG);
    assertThat(state.value()).isNull();
    assertThat(state.known()).isFalse();
    assertThat(state.on()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ON, boolean, SET, true",
    "OFF, boolean, SET, false",
    "COLOR, string, SET, blue",
    "LIMIT, port, SET, 8080",
    "DISABLED, boolean, UNSET, false",
    "CODE, boolean, UNSET, false",
    "OPEN, string, UNSET,",
    "TARGETED, boolean, UNDECIDED,",
    "STATELESS, boolean, BROKEN,",
    "DANGLING, boolean, BROKEN,",
    "SCALAR, boolean, BROKEN,",
  })
  void readsFlagdsFile(String name, String type, Kind kind, String value) {
    host.content("flags.json", FLAGD);

    FlagState state = state(name + ": { type: " + type + ", file: flags.json }");

    assertThat(state.kind()).isEqualTo(kind);
    assertThat(state.value()).isEqualTo(value);
    assertThat(state.origin()).isEqualTo(kind == Kind.UNSET ? null : "flags.json");
  }

  @Test
  void keepsAnObjectAsItIsWritten() {
    host.content("flags.json", FLAGD);

    assertThat(state("SHAPE: { type: string, file: flags.json }").text())
        .isEqualTo("{\"x\": [1, 2]}");
  }

  @Test
  void prefersTheFileAndFallsBackToTheVariableForAFlagThatTheFileDoesNotKnow() {
    host.content("flags.json", FLAGD).env("ON", "false", "OTHER", "true");

    assertThat(state("ON: { type: boolean, file: flags.json }").value()).isEqualTo("true");
    assertThat(state("OTHER: { type: boolean, file: flags.json }"))
        .extracting(FlagState::value, FlagState::origin)
        .containsExactly("true", "OTHER");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                      'is not JSON: the document ends too early at line 1, column 1'
          '{"flags": ',            'is not JSON: the document ends too early at line 1, column 11'
          '[]',                    'has no object "flags"'
          '{}',                    'has no object "flags"'
          '{"flags": []}',         'has no object "flags"'
          '{"flags": {"A": 1, "A": 2}}', 'is not JSON: a name that the object already has at line 1, column 20'
          'flags: {}',             'is not JSON: no JSON value at line 1, column 1'
          """)
  void saysWhatIsWrongWithTheFile(String content, String problem) {
    host.content("flags.json", content);

    assertThat(state("A: { type: boolean, file: flags.json }"))
        .isEqualTo(new FlagState(Kind.BROKEN, "", null, "flags.json", null, problem));
  }

  @Test
  void saysWhyTheFileCannotBeRead() {
    assertThat(state("A: { type: boolean, file: flags.json }").problem())
        .isEqualTo("does not exist");

    host.unreadable("flags.json", "is a directory");
    assertThat(state("A: { type: boolean, file: flags.json }").problem())
        .isEqualTo("is a directory");

    host.content("latin.json", new byte[] {'{', '"', (byte) 0xE4, '"', ':', '1', '}'});
    assertThat(state("A: { type: boolean, file: latin.json }").problem()).isEqualTo("is not UTF-8");

    host.content("large.json", " ".repeat((4 << 20) + 1));
    assertThat(state("A: { type: boolean, file: large.json }").problem())
        .isEqualTo("is larger than 4 MiB");
  }

  @Test
  void findsEveryPlaceWhereAFlagIsSet() {
    host.env("ON", "").properties("ON", "false").content("flags.json", FLAGD);
    Manifest manifest =
        ManifestFixture.manifest(
            """
            flags:
              ON: { retired: 2019-05-01 }
              GONE: { retired: 2019-05-01 }
              DISABLED: { retired: 2019-05-01 }
              COLOR: { type: string, file: flags.json }
              LIMIT: { type: port, file: flags.json }
            """,
            null,
            host);
    FlagStates states = new FlagStates(manifest, host);

    assertThat(states.places(manifest.flags().get(0))).containsExactly("ON", "-DON", "flags.json");
    assertThat(states.places(manifest.flags().get(1))).isEmpty();
    assertThat(states.places(manifest.flags().get(2)))
        .as("defined, if disabled")
        .isEqualTo(List.of("flags.json"));
  }

  @Test
  void countsAsOnWhatIsTrueOrSet() {
    host.env("A", "true", "B", "false", "C", "blue");

    assertThat(state("A: { type: boolean }").on()).isTrue();
    assertThat(state("B: { type: boolean }").on()).isFalse();
    assertThat(state("C: { type: string }").on()).isTrue();
    assertThat(state("D: { type: boolean }").on()).isFalse();
    assertThat(state("E: { type: string }").on()).isFalse();
  }

  @Test
  void leavesAConditionOpenWhereTargetingRulesDecide() {
    host.content("flags.json", FLAGD);
    String yaml =
        """
        env: { CERT: { type: string, requiredWhen: { flag: %s, equals: true } } }
        flags: { %s: { type: boolean, file: flags.json } }
        """;

    assertThat(
            ManifestFixture.validate(
                    yaml.formatted("TARGETED", "TARGETED"), host, new EnvMissingCheck())
                .notEvaluated())
        .containsExactly("CERT needs the targeting rules in flags.json");
    assertThat(
            ManifestFixture.validate(yaml.formatted("ON", "ON"), host, new EnvMissingCheck())
                .lines())
        .hasSize(1);
    assertThat(
            ManifestFixture.validate(yaml.formatted("OFF", "OFF"), host, new EnvMissingCheck())
                .findings())
        .isEmpty();
  }

  private FlagState state(String entry) {
    Manifest manifest = ManifestFixture.manifest("flags:\n  " + entry, null, host);
    return new FlagStates(manifest, host).of(manifest.flags().get(0));
  }

  private Judgement judged(String entry, String text) {
    Manifest manifest = ManifestFixture.manifest("flags:\n  " + entry, null, host);
    Flag flag = manifest.flags().get(0);
    return new FlagStates(manifest, host).judge(flag, text);
  }
}

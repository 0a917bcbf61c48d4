package dev.startguard.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.startguard.json.JsonValue.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void readsObjectsInTheOrderOfTheDocument() throws JsonException {
    JsonValue value = JsonReader.read(" { \"b\" : { \"deep\": [ ] }, \"a\" : [ 1 ] } ");

    assertThat(value.members().keySet()).containsExactly("b", "a");
    assertThat(value.members().values())
        .extracting(JsonValue::text)
        .containsExactly("{ \"deep\": [ ] }", "[ 1 ]");
    assertThat(value.member("c")).isNull();
  }

  @Test
  void tellsEveryKind() throws JsonException {
    assertThat(JsonReader.read("[{}, [], \"x\", 1, true, null]").items())
        .extracting(JsonValue::kind)
        .containsExactly(Kind.values());
  }

  @Test
  void readsEveryEscape() throws JsonException {
    assertThat(JsonReader.read("\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00fC \\ud83d\\uDE00 ü\"").text())
        .isEqualTo("\" \\ / \b\f\n\r\t ü 😀 ü");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "-0", "12", "-1.50", "1e5", "2E+10", "3.25e-7", "true", "false", "null", "{}", "[]"
      })
  void keepsTheSpelling(String text) throws JsonException {
    assertThat(JsonReader.read("\uFEFF\n\t" + text + "\r\n").text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "\"",
        "\"a",
        "\"\\",
        "\"\\u12",
        "-",
        "1.",
        "1e",
        "1e+",
        "tru",
        "nul",
        "True",
        "NaN",
        "Infinity",
        "+1",
        "01",
        "00",
        ".5",
        "0x1",
        "1,2",
        "{} {}",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "'a'",
        "// c\n1",
        "\"\\x\"",
        "\"\\u12G4\"",
        "\"\\u１２３４\"",
        "\"\u0001\"",
        "\"a\nb\"",
        "[1 2]",
        "{\"a\" 1}",
        "\u0000",
        "１",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}"
      })
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '{"ä": 1,\n  "b" 2}', 'a colon is missing at line 2, column 7'
          '{"ä😀": ?}',          'no JSON value at line 1, column 8'
          '{"a": 1, "a": 2}',   'a name that the object already has at line 1, column 10'
          '[1, 2',              'the document ends too early at line 1, column 6'
          '[] x',               'more text after the end of the document at line 1, column 4'
          """)
  void saysWhereItBreaks(String text, String message) {
    assertThatThrownBy(() -> JsonReader.read(text.replace("\\n", "\n"))).hasMessage(message);
  }

  @Test
  void limitsTheDepth() throws JsonException {
    String open = "[".repeat(JsonReader.DEPTH);
    String close = "]".repeat(JsonReader.DEPTH);

    assertThat(JsonReader.read(open + close).kind()).isEqualTo(Kind.ARRAY);
    assertThatThrownBy(() -> JsonReader.read("[" + open + close + "]"))
        .hasMessageContaining("nested more than 64 deep");
    assertThatThrownBy(() -> JsonReader.read("{\"a\":".repeat(100_000)))
        .hasMessageContaining("nested");
  }

  @Test
  void takesTimeInProportionToTheText() {
    String million = "[" + "{\"a\":[1,\"b\"]},".repeat(60_000) + "0]";

    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> JsonReader.read(million));
  }
}

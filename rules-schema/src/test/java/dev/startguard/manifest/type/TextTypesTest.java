package dev.startguard.manifest.type;

import static dev.startguard.manifest.type.Judging.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTypesTest {
  @Test
  void takesAnyTextForAStringButNone() {
    assertThat(type("string").outcome("anything at all ")).isEqualTo("anything at all ");
    assertThat(type("string").outcome(" ")).isEqualTo(" ");
    assertThat(type("string").outcome("")).isEqualTo("allowEmpty: empty");
    assertThat(type("string").with("allowEmpty", "false").outcome(""))
        .isEqualTo("allowEmpty: empty");
    assertThat(type("string").with("allowEmpty", "true").with("minLength", "3").outcome(""))
        .isEmpty();
    assertThat(type("string").with("allowEmpty", "true").with("minLength", "3").outcome("ab"))
        .isEqualTo("minLength: shorter than 3 characters");
  }

  @Test
  void countsCharactersNotCodeUnits() {
    Judging two = type("string").with("minLength", "2").with("maxLength", "2");
    assertThat(two.outcome("ab")).isEqualTo("ab");
    assertThat(two.outcome("😀😀")).isEqualTo("😀😀");
    assertThat(two.outcome("😀")).isEqualTo("minLength: shorter than 2 characters");
    assertThat(two.outcome("abc")).isEqualTo("maxLength: longer than 2 characters");
    assertThat(type("string").with("maxLength", "1").outcome("ab"))
        .isEqualTo("maxLength: longer than 1 character");
  }

  @Test
  void asksForThePrefix() {
    Judging key = type("string").with("prefix", "sk_");
    assertThat(key.outcome("sk_1")).isEqualTo("sk_1");
    assertThat(key.outcome("pk_1")).isEqualTo("prefix: does not start with sk_");
    assertThat(key.hint("SK_1")).isEqualTo("its prefix differs in case");
    assertThat(key.hint("\"sk_1\"")).startsWith("is still in quotes");
  }

  @Test
  void asksForTheCharset() {
    assertThat(type("string").with("charset", "US-ASCII").outcome("a\u007F")).isEqualTo("a\u007F");
    assertThat(type("string").with("charset", "US-ASCII").outcome("é"))
        .isEqualTo("charset: has a character that US-ASCII does not have");
    assertThat(type("string").with("charset", "ISO-8859-1").outcome("éÿ")).isEqualTo("éÿ");
    assertThat(type("string").with("charset", "ISO-8859-1").outcome("€")).startsWith("charset: ");
    assertThat(type("string").with("charset", "UTF-8").outcome("€😀")).isEqualTo("€😀");
    assertThat(type("string").with("charset", "UTF-8").outcome("\uD83D")).startsWith("charset: ");
    assertThat(type("string").with("charset", "windows-1252").outcome("€")).isEqualTo("€");
    assertThat(type("string").with("charset", "windows-1252").outcome("ł")).startsWith("charset: ");
  }

  @Test
  void asksForThePatternOfTheWholeValue() {
    Judging hex = type("string").with("pattern", "[0-9a-f]+");
    assertThat(hex.outcome("c0ffee")).isEqualTo("c0ffee");
    assertThat(hex.outcome("c0ffee!")).isEqualTo("pattern: does not match its pattern");
    assertThat(hex.hint("c0ffee!")).isEqualTo("null");
    assertThat(type("string").with("pattern", "^v").hint("v1"))
        .isEqualTo("a pattern must match the whole value");
    assertThat(hex.hint("c0ffee\r")).startsWith("ends with a carriage return");
  }

  @Test
  void saysThatAPatternRanOutOfItsBudget() {
    Judgement judgement = type("string").with("pattern", "(.*a){25}").judge("a".repeat(80) + "!");
    assertThat(judgement.kind()).isEqualTo(Judgement.Kind.BREAKS_CONSTRAINT);
    assertThat(judgement.field()).isEqualTo("pattern");
    assertThat(judgement.problem())
        .isEqualTo("could not be matched: the pattern ran out of its time budget");
    assertThat(judgement.undecided()).isTrue();
  }

  @Test
  void saysThatAPatternRanOutOfStack() {
    Judgement judgement =
        type("string").with("pattern", "(a|b)*").judge("ab".repeat(1 << 19) + "!");
    assertThat(judgement.problem()).isEqualTo("could not be matched: the pattern ran out of stack");
    assertThat(judgement.undecided()).isTrue();
  }

  @Test
  void expectsWhatItsConstraintsSay() {
    assertThat(type("string").expectation()).isEqualTo("text");
    assertThat(type("string").with("minLength", "3").with("maxLength", "9").expectation())
        .isEqualTo("text of at least 3 characters and at most 9 characters");
    assertThat(
            type("string")
                .with("maxLength", "9")
                .with("prefix", "x")
                .with("pattern", "x+")
                .with("charset", "UTF-8")
                .expectation())
        .isEqualTo("text of at most 9 characters that starts with x and matches x+ in UTF-8");
    assertThat(type("string").with("pattern", "x+").expectation())
        .isEqualTo("text that matches x+");
  }

  @Test
  void seesStringsThatCannotBe() {
    assertThat(type("string").with("minLength", "3").with("maxLength", "2").contradiction())
        .isEqualTo("minLength over maxLength, which is 2");
    assertThat(type("string").with("prefix", "abc").with("maxLength", "2").contradiction())
        .isEqualTo("prefix longer than maxLength, which is 2");
    assertThat(type("string").with("charset", "UTF-88").contradiction())
        .isEqualTo("charset not a character set that this JVM can write");
    assertThat(type("string").with("charset", "no such!").contradiction())
        .startsWith("charset not");
    assertThat(type("string").with("charset", "ISO-2022-CN").contradiction())
        .startsWith("charset not");
    assertThat(type("string").with("pattern", "(").contradiction())
        .isEqualTo("pattern not a regular expression: Unclosed group near index 1");
    assertThat(
            type("string")
                .with("pattern", "a+")
                .with("minLength", "2")
                .with("maxLength", "2")
                .contradiction())
        .isEqualTo("none");
  }

  @Test
  void takesOneOfTheValuesOfAnEnum() {
    Judging stage = type("enum").with("values", List.of("dev", "staging", "prod"));
    assertThat(stage.outcome("prod")).isEqualTo("prod");
    assertThat(stage.outcome("test")).isEqualTo("values: not one of dev, staging, prod");
    assertThat(stage.outcome("")).isEqualTo("values: not one of dev, staging, prod");
    assertThat(stage.outcome("PROD")).isEqualTo("values: not one of dev, staging, prod");
    assertThat(stage.hint("PROD")).isEqualTo("differs from a declared value in case only");
    assertThat(stage.hint("prodd")).isEqualTo("did you mean prod?");
    assertThat(stage.hint("prod ")).isEqualTo("ends with white space");
    assertThat(stage.hint("test")).isEqualTo("null");
    assertThat(stage.expectation()).isEqualTo("one of dev, staging, prod");
    assertThat(type("enum").with("values", List.of("only")).outcome("other"))
        .isEqualTo("values: not only");
  }

  @Test
  void comparesAnEnumAsItIsDeclared() {
    Judging level =
        type("enum").with("values", List.of("Debug", "Info")).with("ignoreCase", "true");
    assertThat(level.outcome("DEBUG")).isEqualTo("Debug");
    assertThat(level.outcome("info")).isEqualTo("Info");
    assertThat(level.expectation()).isEqualTo("one of Debug, Info, in any case");
  }

  @Test
  void namesAtMostADozenValues() {
    List<String> thirteen =
        List.of("a1", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m");
    assertThat(type("enum").with("values", thirteen).expectation()).endsWith(", l, m");
    List<String> fourteen = new java.util.ArrayList<>(thirteen);
    fourteen.add("n");
    assertThat(type("enum").with("values", fourteen).expectation()).endsWith(", k, l and 2 more");
  }

  @Test
  void seesAValueThatIsDeclaredTwice() {
    assertThat(type("enum").with("values", List.of("a", "b", "a")).contradiction())
        .isEqualTo("values names a twice");
    assertThat(type("enum").with("values", List.of("a", "A")).contradiction()).isEqualTo("none");
    assertThat(
            type("enum")
                .with("values", List.of("a", "A"))
                .with("ignoreCase", "true")
                .contradiction())
        .isEqualTo("values names A twice");
  }

  @Test
  void takesTheItemsOfAListApart() {
    Judging ports = type("list").with("of", "port");
    assertThat(ports.outcome("80,0443")).isEqualTo("80,443");
    assertThat(ports.outcome("80")).isEqualTo("80");
    assertThat(ports.outcome("80,http")).isEqualTo("wrong: item 2: not a port");
    assertThat(ports.outcome("80, 81")).isEqualTo("wrong: item 2: not a port");
    assertThat(ports.hint("80, 81")).isEqualTo("begins with white space");
    assertThat(ports.outcome("80,")).isEqualTo("wrong: item 2: empty");
    assertThat(ports.hint("80,")).isEqualTo("two separators in a row, or one at an end");
    assertThat(type("list").outcome("a,,b")).isEqualTo("of: item 2: empty");
    assertThat(type("list").outcome("")).isEqualTo("of: item 1: empty");
    assertThat(type("list").with("separator", "::").outcome("a::b:c::d")).isEqualTo("a::b:c::d");
  }

  @Test
  void holdsEachItemAgainstItsOwnConstraints() {
    Judging ports = type("list").of(type("port").with("min", "1024")).with("separator", ";");
    assertThat(ports.outcome("1024;1025")).isEqualTo("1024;1025");
    assertThat(ports.outcome("1024;80")).isEqualTo("of: item 2: below 1024");
    assertThat(ports.expectation())
        .isEqualTo("a list with \";\" between them, each a whole number from 1024 to 65535");
    Judging stages =
        type("list")
            .of(type("enum").with("values", List.of("dev", "prod")).with("ignoreCase", "true"));
    assertThat(stages.outcome("DEV,Prod")).isEqualTo("dev,prod");
    assertThat(stages.hint("dev,prodd")).isEqualTo("did you mean prod?");
  }

  @Test
  void countsTheItemsOfAList() {
    Judging list = type("list").with("minItems", "2").with("maxItems", "3");
    assertThat(list.outcome("a")).isEqualTo("minItems: fewer than 2 items");
    assertThat(list.outcome("a,b")).isEqualTo("a,b");
    assertThat(list.outcome("a,b,c")).isEqualTo("a,b,c");
    assertThat(list.outcome("a,b,c,d")).isEqualTo("maxItems: more than 3 items");
    assertThat(list.hint("a;b")).isEqualTo("the separator is \",\", and it has none");
    assertThat(list.hint("a")).isEqualTo("null");
    assertThat(type("list").with("maxItems", "1").outcome("a,b"))
        .isEqualTo("maxItems: more than 1 item");
    assertThat(list.expectation())
        .isEqualTo(
            "a list of at least 2 items and at most 3 items with \",\" between them, each text");
  }

  @Test
  void seesItemsThatMeanTheSame() {
    Judging list = type("list").with("unique", "true").with("of", "port");
    assertThat(list.outcome("80,81")).isEqualTo("80,81");
    assertThat(list.outcome("80,81,080")).isEqualTo("unique: item 3 is the same as item 1");
    assertThat(type("list").with("of", "port").outcome("80,80")).isEqualTo("80,80");
  }

  @Test
  void endsAListWhoseItemsTakeLong() {
    Judgement judgement = new ListType(-1).judge("a,b", type("list").fields());
    assertThat(judgement.problem()).isEqualTo("could not be looked through within a second");
    assertThat(judgement.undecided()).isTrue();
  }

  @Test
  void saysOfAListThatAnItemCouldNotBeMatched() {
    Judging list = type("list").of(type("string").with("pattern", "(.*a){25}"));
    Judgement judgement = list.judge("a".repeat(80) + "!");
    assertThat(judgement.problem()).startsWith("item 1: could not be matched: ");
    assertThat(judgement.undecided()).isTrue();
  }

  @Test
  void seesListsThatCannotBe() {
    assertThat(type("list").with("minItems", "3").with("maxItems", "2").contradiction())
        .isEqualTo("minItems over maxItems, which is 2");
    assertThat(type("list").of(type("port").with("min", "3").with("max", "2")).contradiction())
        .isEqualTo("of has a min that is over max, which is 2");
    assertThat(
            type("list")
                .with("of", "port")
                .with("minItems", "2")
                .with("maxItems", "2")
                .contradiction())
        .isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "0",
        "-1.5e+3",
        "\"\"",
        " {\"a\": [1, {\"b\": null}]} \n",
        "{\"a\":\"${B}\"}",
        "\"é😀\\u00e9\""
      })
  void takesJson(String text) {
    assertThat(type("json").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "01",
        "1.",
        "NaN",
        "tru",
        "\"\t\"",
        "[1] x",
        "\"\\x\"",
        "\uFEFF{}",
        "// c\n{}",
        "١",
        "{\"a\":1 \"b\":2}"
      })
  void refusesWhatIsNoJson(String text) {
    assertThat(type("json").outcome(text)).isEqualTo("wrong: not JSON");
    assertThat(type("json").hint(text)).isNotEqualTo("null");
  }

  @Test
  void saysWhereJsonIsWrongButNotHowLongItIs() {
    assertThat(type("json").hint("{\"a\":1,}"))
        .isEqualTo("a name in quotes is missing at line 1, column 8");
    assertThat(type("json").hint("{\"a\":1")).doesNotContain("column");
    assertThat(type("json").hint("{'a':1}")).isEqualTo("JSON's quotes are double");
    assertThat(type("json").hint("'{\"a\":1}'")).startsWith("is still in quotes");
    assertThat(type("json").outcome("[".repeat(10_000) + "]".repeat(10_000)))
        .isEqualTo("wrong: not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUI=", "QQ==", "QUJD", "QQ", "QUI", "-_-_", "+/+/", "AAAA", "QUJDRA=="})
  void takesBase64(String text) {
    assertThat(type("base64").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "Q|has a character of another alphabet, or was cut off",
        "=|has a character of another alphabet, or was cut off",
        "QQ=|its padding is not right",
        "QQ===|its padding is not right",
        "QUJD=|its padding is not right",
        "QU=I|its padding is not right",
        "QU I|has a space in it",
        "+/-_|has a character of another alphabet, or was cut off",
        "QUI%3D|is URL-encoded",
        "QUJé|has a character of another alphabet, or was cut off",
        "QUJ١|has digits that are not ASCII",
        "-----BEGIN KEY-----|is PEM: base64 within marks",
      })
  void refusesWhatIsNoBase64(String text, String hint) {
    assertThat(type("base64").outcome(text)).isEqualTo("wrong: not base64");
    assertThat(type("base64").hint(text)).isEqualTo(hint);
  }

  @Test
  void agreesWithTheJdkOnBase64() {
    java.util.Random random = new java.util.Random(1);
    String alphabet = "AQgw+/-_=";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder out = new StringBuilder();
      int length = 1 + random.nextInt(8);
      for (int j = 0; j < length; j++) {
        out.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String text = out.toString();
      boolean decodes =
          decodes(java.util.Base64.getDecoder(), text)
              || decodes(java.util.Base64.getUrlDecoder(), text);
      assertThat(type("base64").judge(text).fits()).as(text).isEqualTo(decodes);
    }
  }

  private static boolean decodes(java.util.Base64.Decoder decoder, String text) {
    try {
      return decoder.decode(text).length > 0;
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  @Test
  void saysThatBase64IsBrokenIntoLines() {
    assertThat(type("base64").hint("QUJD\nQUJD")).isEqualTo("has more than one line");
    assertThat(type("base64").hint("QUJD\n")).isEqualTo("ends with a line feed");
  }

  @Test
  void takesHexadecimalBytes() {
    assertThat(type("hex").outcome("c0FFee")).isEqualTo("c0ffee");
    for (String wrong : List.of("", "c0f", "0xc0", "c0:ff", "c0 ff", "g0", "ｃ0", "c0\n")) {
      assertThat(type("hex").outcome(wrong)).isEqualTo("wrong: not hexadecimal");
    }
    assertThat(type("hex").hint("c0f")).isEqualTo("has an odd number of digits");
    assertThat(type("hex").hint("0xc0")).isEqualTo("begins with a mark for hexadecimal numbers");
    assertThat(type("hex").hint("c0:ff")).isEqualTo("has something between its bytes");
    assertThat(type("hex").hint("zz")).isEqualTo("null");
  }

  @Test
  void takesUuids() {
    assertThat(type("uuid").outcome("123E4567-e89b-12d3-a456-426614174000"))
        .isEqualTo("123e4567-e89b-12d3-a456-426614174000");
    for (String wrong :
        List.of(
            "",
            "1-1-1-1-1",
            "123e4567-e89b-12d3-a456-42661417400",
            "123e4567-e89b-12d3-a456-4266141740000",
            "123e4567xe89b-12d3-a456-426614174000",
            "g23e4567-e89b-12d3-a456-426614174000",
            "١23e4567-e89b-12d3-a456-426614174000")) {
      assertThat(type("uuid").outcome(wrong)).isEqualTo("wrong: not a UUID");
    }
    assertThat(type("uuid").hint("{123e4567-e89b-12d3-a456-426614174000}"))
        .isEqualTo("is in braces");
    assertThat(type("uuid").hint("urn:uuid:123e4567-e89b-12d3-a456-426614174000"))
        .isEqualTo("begins with urn:uuid:");
    assertThat(type("uuid").hint("123e4567e89b12d3a456426614174000")).isEqualTo("has no hyphens");
  }

  /** The examples of semver.org. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.4",
        "1.2.3",
        "10.20.30",
        "1.1.2-prerelease+meta",
        "1.1.2+meta",
        "1.1.2+meta-valid",
        "1.0.0-alpha",
        "1.0.0-alpha.beta",
        "1.0.0-alpha.1",
        "1.0.0-alpha0.valid",
        "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
        "1.0.0-rc.1+build.1",
        "2.0.0-rc.1+build.123",
        "1.2.3-beta",
        "10.2.3-DEV-SNAPSHOT",
        "1.2.3-SNAPSHOT-123",
        "2.0.0+build.1848",
        "2.0.1-alpha.1227",
        "1.0.0-alpha+beta",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
        "1.2.3----R-S.12.9.1--.12+meta",
        "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
        "99999999999999999999999.999999999999999999.99999999999999999",
        "1.0.0-0A.is.legal",
        "1.0.0-0"
      })
  void takesSemanticVersions(String text) {
    assertThat(type("semver").outcome(text)).isEqualTo(text);
  }

  /** The examples of semver.org. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2",
        "1.2.3-0123",
        "1.2.3-0123.0123",
        "1.1.2+.123",
        "+invalid",
        "-invalid",
        "-invalid+invalid",
        "-invalid.01",
        "alpha",
        "alpha.beta",
        "alpha.beta.1",
        "alpha.1",
        "alpha+beta",
        "alpha_beta",
        "alpha.",
        "alpha..",
        "beta",
        "1.0.0-alpha_beta",
        "-alpha.",
        "1.0.0-alpha..",
        "1.0.0-alpha..1",
        "1.0.0-alpha...1",
        "01.1.1",
        "1.01.1",
        "1.1.01",
        "1.2.3.DEV",
        "1.2-SNAPSHOT",
        "1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788",
        "1.2-RC-SNAPSHOT",
        "-1.0.3-gamma+b7718",
        "+justmeta",
        "9.8.7+meta+meta",
        "9.8.7-whatever+meta+meta",
        "1.0.0-",
        "1.0.0+",
        "1.0.0-+b",
        "99999999999999999999999.999999999999999999.99999999999999999----RC-SNAPSHOT.12.09.1-----..12",
        "1.2.3.4",
        "1..2",
        "1.2.٣"
      })
  void refusesWhatIsNoSemanticVersion(String text) {
    assertThat(type("semver").outcome(text)).isEqualTo("wrong: not a semantic version");
  }

  @Test
  void saysWhatIsWrongWithASemanticVersion() {
    assertThat(type("semver").hint("v1.2.3")).startsWith("begins with v");
    assertThat(type("semver").hint("1.2")).isEqualTo("has fewer than three numbers");
    assertThat(type("semver").hint("1")).isEqualTo("has fewer than three numbers");
    assertThat(type("semver").hint("1.2.3.4")).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.example",
        "first.last+tag@sub.example.com",
        "o'brien@example.com",
        "root@localhost",
        "a@xn--bcher-kva.example"
      })
  void takesEmailAddresses(String text) {
    assertThat(type("email").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "example.com|has no @",
        "@example.com|null",
        "a@|null",
        ".a@b.example|null",
        "a.@b.example|null",
        "a..b@c.example|null",
        "a@b@c.example|null",
        "a b@c.example|null",
        "a@-b.example|null",
        "a@10.0.0.1|null",
        "a@[10.0.0.1]|null",
        "é@b.example|null",
        "\"a\"@b.example|null",
        "Ann <ann@b.example>|has a display name",
        "a@b.example,c@d.example|has more than one address",
        "mailto:a@b.example|is a URI",
      })
  void refusesWhatIsNoEmailAddress(String text, String hint) {
    assertThat(type("email").outcome(text)).isEqualTo("wrong: not an e-mail address");
    assertThat(type("email").hint(text)).isEqualTo(hint);
  }

  @Test
  void boundsTheLengthsOfAnEmailAddress() {
    String host = ("x".repeat(60) + ".").repeat(3) + "example";
    assertThat(type("email").judge("a".repeat(64) + "@" + host).fits()).isFalse();
    assertThat(type("email").judge("a".repeat(63) + "@" + host).fits()).isTrue();
    assertThat(type("email").judge("a".repeat(64) + "@b.example").fits()).isTrue();
    assertThat(type("email").judge("a".repeat(65) + "@b.example").fits()).isFalse();
  }

  @Test
  void expectsInAFewWords() {
    assertThat(type("json").expectation()).isEqualTo("a JSON document");
    assertThat(type("base64").expectation()).isEqualTo("base64, without line breaks");
    assertThat(type("hex").expectation()).isEqualTo("hexadecimal digits, two a byte");
    assertThat(type("uuid").expectation()).isEqualTo("a UUID: 8-4-4-4-12 hexadecimal digits");
    assertThat(type("semver").expectation()).isEqualTo("a semantic version: 1.2.3");
    assertThat(type("email").expectation()).isEqualTo("an e-mail address");
  }

  @Test
  void takesTrueAndFalseAlone() {
    assertThat(type("boolean").outcome("true")).isEqualTo("true");
    assertThat(type("boolean").outcome("false")).isEqualTo("false");
    for (String wrong :
        List.of("", "TRUE", "True", "yes", "1", "0", "on", " true", "tru", "enabled")) {
      assertThat(type("boolean").outcome(wrong)).isEqualTo("wrong: not a boolean");
    }
    assertThat(type("boolean").expectation()).isEqualTo("true or false");
  }

  @Test
  void takesTheSpellingsOfABooleanThatAreAccepted() {
    Judging yes = type("boolean").with("accept", List.of("yes", "no", "1", "0"));
    assertThat(yes.outcome("yes")).isEqualTo("true");
    assertThat(yes.outcome("no")).isEqualTo("false");
    assertThat(yes.outcome("1")).isEqualTo("true");
    assertThat(yes.outcome("0")).isEqualTo("false");
    assertThat(yes.outcome("true")).isEqualTo("true");
    assertThat(yes.outcome("YES")).isEqualTo("wrong: not a boolean");
    assertThat(yes.outcome("on")).isEqualTo("wrong: not a boolean");
    assertThat(type("boolean").with("accept", List.of("on", "off")).outcome("on"))
        .isEqualTo("true");
    assertThat(type("boolean").with("accept", List.of("on", "off")).outcome("off"))
        .isEqualTo("false");
    assertThat(yes.expectation()).isEqualTo("true or false; also yes, no, 1, 0");
  }

  @Test
  void saysWhatBooleanParseBooleanWouldHaveMadeOfTheValue() {
    Judgement yes = type("boolean").judge("yes");
    assertThat(yes.hint())
        .isEqualTo("Boolean.parseBoolean makes false of it, as of everything but true");
    assertThat(yes.fix()).isEqualTo("write true or false, or list the spelling under accept");
    assertThat(type("boolean").hint("TRUE"))
        .isEqualTo("Boolean.parseBoolean ignores case and makes true of it; other programs do not");
    assertThat(type("boolean").judge("enabled").fix()).isEqualTo("write true or false");
    assertThat(type("boolean").hint("true ")).isEqualTo("ends with white space");
  }
}

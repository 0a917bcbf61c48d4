package dev.startguard.manifest.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausesTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "'x'", "`x`", "\u201cx\u201d", "\u2018x\u2019", "\"\""})
  void seesQuotesThatWereKept(String text) {
    assertThat(hint(text))
        .isEqualTo("is still in quotes: docker --env-file and Kubernetes manifests keep them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x", "x'", "\"x'", "\"", "\u201cx\u2019", "\u2018x\u201d", "xx"})
  void seesNoQuotesAroundWhatHasNone(String text) {
    assertThat(hint(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${X}", "a${X}b", "{{ .Values.x }}", "$(X)", "#{x}", "<your-host>", "%X%"})
  void seesTemplatesThatNobodyFilledIn(String text) {
    assertThat(hint(text)).isEqualTo("is a template that nobody filled in");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${X", "X}", "}${", "<", "<>", "%%", "a%b%", "%x", "{x}", "$X", "<x", "x>"})
  void seesNoTemplateWhereThereIsNone(String text) {
    assertThat(hint(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "NULL", "(null)", "nil", "None", "undefined", "NaN"})
  void seesOtherProgramsWordsForNothing(String text) {
    assertThat(hint(text)).isEqualTo("is another program's word for a missing value");
  }

  @Test
  void seesWhatStandsAroundTheValue() {
    assertThat(hint("x ")).isEqualTo("ends with white space");
    assertThat(hint("x\t")).isEqualTo("ends with white space");
    assertThat(hint("x\u00a0")).isEqualTo("ends with white space");
    assertThat(hint(" x")).isEqualTo("begins with white space");
    assertThat(hint("\u2003x")).isEqualTo("begins with white space");
    assertThat(hint("x\n")).isEqualTo("ends with a line feed");
    assertThat(hint("x\r\n")).isEqualTo("ends with a line feed");
    assertThat(hint("x\r"))
        .isEqualTo("ends with a carriage return: its file has Windows line ends");
    assertThat(hint("\ufeffx")).isEqualTo("begins with a byte-order mark");
    assertThat(hint("")).isEqualTo("is empty");
  }

  @Test
  void seesWhatIsWrongWithTheCharacters() {
    assertThat(hint("8080 # http"))
        .isEqualTo("has a comment at its end: docker --env-file keeps it");
    assertThat(hint("a#b")).isNull();
    assertThat(hint("a\nb")).isEqualTo("has more than one line");
    assertThat(hint("a\rb")).isEqualTo("has more than one line");
    assertThat(hint("a\u001fb")).isEqualTo("has a control character");
    assertThat(hint("a\u007fb")).isEqualTo("has a control character");
    assertThat(hint("a\u009fb")).isEqualTo("has a control character");
    assertThat(hint("a\u00a0b")).isNull();
    assertThat(hint("a b~")).isNull();
    assertThat(hint("a\u200bb")).isEqualTo("has an invisible character");
    assertThat(hint("a\u202eb")).isEqualTo("has an invisible character");
    assertThat(hint("a\u0661b")).isEqualTo("has digits that are not ASCII");
    assertThat(hint("a\ufffdb")).isEqualTo("was damaged by another character encoding");
    assertThat(hint("aéb")).isNull();
  }

  @Test
  void knowsKubernetesServiceLinksFromOtherAddresses() {
    assertThat(hint("tcp://10.0.48.109:9106")).startsWith("Kubernetes");
    assertThat(hint("udp://[fd00::a]:53")).startsWith("Kubernetes");
    assertThat(hint("tcp://host:9106")).isNull();
    assertThat(hint("tcp://10.0.0.1")).isNull();
    assertThat(hint("http://10.0.0.1:80")).isNull();
  }

  @Test
  void givesTheTypesOwnCauseWhereThereIsNoGeneralOne() {
    Judgement own = Causes.wrongType("not a port", "http", "is a scheme", "give a number");
    assertThat(own.hint()).isEqualTo("is a scheme");
    assertThat(own.fix()).isEqualTo("give a number");
    assertThat(Causes.wrongType("not a port", "http ", "is a scheme", null).hint())
        .isEqualTo("ends with white space");
    Judgement breaks = Causes.breaks("min", "below 1", "0", "is nothing", null);
    assertThat(breaks.field()).isEqualTo("min");
    assertThat(breaks.hint()).isEqualTo("is nothing");
    assertThat(Causes.breaks("min", "below 1", "0").hint()).isNull();
  }

  private static @Nullable String hint(String text) {
    return Causes.wrongType("not it", text).hint();
  }
}

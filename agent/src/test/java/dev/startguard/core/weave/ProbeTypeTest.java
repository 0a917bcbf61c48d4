package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTypeTest {
  private static final String OBJECT = "Ljava/lang/Object;";

  @ParameterizedTest
  @ValueSource(strings = {"L", "LL", "LLL", "LLLL"})
  void isOneForReferences(String values) {
    assertThat(ProbeType.of(values)).isEqualTo("(" + OBJECT.repeat(4) + ")V");
  }

  @ParameterizedTest
  @ValueSource(strings = {"J", "I", "LJ", "JL", "LI", "LJL", "LLJ", "LLLI", "JLLL", "LLJL"})
  void isOneForANumberAmongReferences(String values) {
    assertThat(ProbeType.of(values)).isEqualTo("(" + OBJECT + "J" + OBJECT + OBJECT + ")V");
  }

  @ParameterizedTest
  @ValueSource(strings = {"D", "LD", "Z", "JJ", "LJI", "LJLD"})
  void isTheirOwnForOthers(String values) {
    assertThat(ProbeType.of(values)).isEqualTo("(" + values.replace("L", OBJECT) + ")V");
  }

  @Test
  void isTheirOwnForNoneAndForMany() {
    assertThat(ProbeType.of("")).isEqualTo("()V");
    assertThat(ProbeType.of("LLLLL")).isEqualTo("(" + OBJECT.repeat(5) + ")V");
  }

  @Test
  void givesAnIntBackAsOne() {
    assertThat(ProbeType.numbered("LLI", "a", 7, "b", null)).containsExactly("a", "b", 7);
    assertThat(ProbeType.numbered("JL", "a", 7, null, null)).containsExactly(7L, "a");
  }
}

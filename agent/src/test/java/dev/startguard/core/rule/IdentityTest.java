package dev.startguard.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
  @ParameterizedTest
  @CsvSource({
    "com.acme.A, lambda$run$3, com.acme.A, lambda$run$",
    "com.acme.A, lambda$run$12, com.acme.A, lambda$run$",
    "com.acme.A$$Lambda$14/0x0000000800c03000, run, com.acme.A, run",
    "com.acme.A/0x0000000800c03000, run, com.acme.A, run",
    "com.acme.A$1, run2, com.acme.A$1, run2",
    "com.acme.A, lambda$, com.acme.A, lambda$",
    "com.acme.A, lambda$new2, com.acme.A, lambda$new2"
  })
  void leavesOutWhatMovesWithOtherCode(String type, String method, String asType, String asMethod) {
    Identity identity = Identity.of("x", new Site(type, method, "()V", "A.java", 7, "api", 1));

    assertThat(identity).isEqualTo(new Identity("x", asType, asMethod, "()V", "api", 1));
  }

  @Test
  void isTheSameOnAnotherLine() {
    assertThat(Identity.of("x", new Site("A", "m", "()V", "A.java", 7, "api", 0)))
        .isEqualTo(Identity.of("x", new Site("A", "m", "()V", null, 9, "api", 0)))
        .isNotEqualTo(Identity.of("x", new Site("A", "m", "()V", "A.java", 7, "api", 1)))
        .isNotEqualTo(Identity.of("x", new Site("A", "m", "(I)V", "A.java", 7, "api", 0)))
        .isNotEqualTo(Identity.of("x", new Site("A", "m", "()V", "A.java", 7, "other", 0)));
  }

  /** Neither has the record's own: every part counts, and equal ones have one hash. */
  @Test
  void isToldByEachOfItsParts() {
    Identity one = new Identity("r", "C", "m", "()V", "api", 1);
    assertThat(one)
        .isEqualTo(new Identity("r", "C", "m", "()V", "api", 1))
        .hasSameHashCodeAs(new Identity("r", "C", "m", "()V", "api", 1))
        .isNotEqualTo(new Identity("x", "C", "m", "()V", "api", 1))
        .isNotEqualTo(new Identity("r", "x", "m", "()V", "api", 1))
        .isNotEqualTo(new Identity("r", "C", "x", "()V", "api", 1))
        .isNotEqualTo(new Identity("r", "C", "m", "(I)V", "api", 1))
        .isNotEqualTo(new Identity("r", "C", "m", "()V", "x", 1))
        .isNotEqualTo(new Identity("r", "C", "m", "()V", "api", 2))
        .isNotEqualTo("r");
    Site site = new Site("C", "m", "()V", "A.java", 7, "api", 1, "/a.jar");
    assertThat(site)
        .isEqualTo(new Site("C", "m", "()V", "A.java", 7, "api", 1, "/a.jar"))
        .hasSameHashCodeAs(new Site("C", "m", "()V", "A.java", 7, "api", 1, "/a.jar"))
        .isNotEqualTo(new Site("x", "m", "()V", "A.java", 7, "api", 1, "/a.jar"))
        .isNotEqualTo(new Site("C", "x", "()V", "A.java", 7, "api", 1, "/a.jar"))
        .isNotEqualTo(new Site("C", "m", "(I)V", "A.java", 7, "api", 1, "/a.jar"))
        .isNotEqualTo(new Site("C", "m", "()V", null, 7, "api", 1, "/a.jar"))
        .isNotEqualTo(new Site("C", "m", "()V", "A.java", 8, "api", 1, "/a.jar"))
        .isNotEqualTo(new Site("C", "m", "()V", "A.java", 7, "x", 1, "/a.jar"))
        .isNotEqualTo(new Site("C", "m", "()V", "A.java", 7, "api", 2, "/a.jar"))
        .isNotEqualTo(new Site("C", "m", "()V", "A.java", 7, "api", 1))
        .isNotEqualTo("C");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"A.java, 7, A.m(A.java:7)", "A.java, 0, A.m(A.java)", "-, 0, A.m(Unknown Source)"})
  void readsLikeAStackTrace(String file, int line, String text) {
    assertThat(new Site("A", "m", "()V", file, line, "api", 0).text()).isEqualTo(text);
  }
}

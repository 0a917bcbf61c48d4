package dev.startguard.manifest.type;

import static dev.startguard.manifest.type.Judging.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a value is: no type throws, takes long, or repeats it. */
class HostileValuesTest {
  private static final List<String> SEEDS =
      List.of(
          "",
          "true",
          "12",
          "-1.5e3",
          "80%",
          "8080",
          "200MiB",
          "PT1H30M",
          "2026-11-01",
          "2026-11-01T12:30:00.5+01:00",
          "https://example.com:80/a?b=c#d",
          "https://user:pw@h",
          "urn:a:b",
          "db.internal",
          "10.0.0.1",
          "fe80::1%eth0",
          "10.0.0.0/8",
          "[::1]:80",
          "jdbc:postgresql://db/x?password=",
          "tcp://10.0.48.109:9106",
          "com.acme.Main",
          "UTF-8",
          "Europe/Berlin",
          "en-US",
          "/etc/app",
          "C:\\x",
          "21.0.3+9",
          "0 0/5 14,18 ? * MON-FRI",
          "@daily",
          "1.2.3-rc.1+b",
          "a@b.example",
          "123e4567-e89b-12d3-a456-426614174000",
          "c0ffee",
          "QUJDRA==",
          "{\"a\":[1,null,\"x\"]}",
          "a,b,c",
          "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----",
          "eyJhIjoxfQ.eyJhIjoxfQ.c2ln",
          "dev",
          "${X}",
          "<x>",
          "\"x\"",
          "null");

  private static final String[] NOISE = {
    " ",
    "\t",
    "\n",
    "\r",
    "\u0000",
    "\u001b[31m",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\ufffd",
    "\u0661",
    "😀",
    "\ud83d",
    "é",
    ".",
    ",",
    ":",
    "/",
    "\\",
    "%",
    "-",
    "_",
    "@",
    "#",
    "?",
    "*",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "\"",
    "'",
    "=",
    "0",
    "9",
    "e",
    "P",
    "T"
  };

  static List<Judging> types() {
    List<Judging> types = new ArrayList<>();
    for (String name : ValueTypes.names()) {
      types.add(name.equals("enum") ? stages() : type(name));
    }
    types.add(
        type("string")
            .with("minLength", "3")
            .with("maxLength", "9")
            .with("prefix", "a")
            .with("charset", "US-ASCII"));
    types.add(type("string").with("pattern", "([a-z]+[0-9]*)+").with("charset", "windows-1252"));
    types.add(type("string").with("pattern", "(a|b|[^x])*x"));
    types.add(stages().with("ignoreCase", "true"));
    types.add(
        type("list")
            .with("unique", "true")
            .with("maxItems", "1000000")
            .of(type("port").with("max", "90")));
    types.add(type("list").of(stages()));
    types.add(type("list").of(type("string").with("pattern", "a+b*")).with("separator", ":"));
    types.add(type("boolean").with("accept", List.of("yes", "no", "1", "0")));
    types.add(type("url").with("schemes", List.of("https")).with("hosts", List.of("*.internal")));
    for (String name : List.of("integer", "decimal", "percent", "port")) {
      types.add(type(name).with("min", "3").with("max", "5"));
    }
    types.add(type("bytes").with("min", "1KiB").with("max", "1MiB"));
    types.add(type("duration").with("min", "1s").with("max", "1m"));
    return types;
  }

  private static Judging stages() {
    return type("enum").with("values", List.of("dev", "staging", "production"));
  }

  @Test
  void noTypeThrowsOrRepeatsTheValue() {
    long seed = System.nanoTime();
    System.out.println("HostileValuesTest seed " + seed);
    Random random = new Random(seed);
    for (Judging judging : types()) {
      for (int i = 0; i < 1_500; i++) {
        String canary = canary(random);
        String text = mutated(random, canary);
        Judgement judgement = judging.judge(text);
        String said = judgement.problem() + judgement.field() + judgement.hint() + judgement.fix();
        assertThat(said.contains(canary)).as(judging + " says " + said + " of " + text).isFalse();
        assertThat(judging.expectation().contains(canary)).as(judging + " expects").isFalse();
        assertThat(judgement.fits())
            .as(judging + " and " + text)
            .isEqualTo(judgement.problem().isEmpty());
      }
    }
  }

  @Test
  void whatIsCanonicalIsAValueOfItsOwnType() {
    long seed = System.nanoTime();
    System.out.println("HostileValuesTest seed " + seed);
    Random random = new Random(seed);
    int fit = 0;
    for (Judging judging : types()) {
      if (List.of("bytes", "duration", "instant", "percent").contains(judging.name())) {
        continue; // these are compared as numbers without their unit
      }
      for (int i = 0; i < 1_000; i++) {
        Judgement judgement = judging.judge(mutated(random, ""));
        if (judgement.fits()) {
          fit++;
          assertThat(judging.judge(judgement.canonical()).canonical())
              .as(judging.toString())
              .isEqualTo(judgement.canonical());
        }
      }
    }
    assertThat(fit).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsAMegabyteInShortTime(Judging judging) {
    String[] units = {
      "a", "1", "a.", "80,", ":", "{\"a\":", "${", " ", "😀", "https://a/", "PT1H", "0 0 * "
    };
    for (String unit : units) {
      String text = unit.repeat((1 << 20) / unit.length());
      long start = System.nanoTime();
      Judgement judgement = judging.judge(text);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as(judging + " with " + unit)
          .isLessThan(Duration.ofSeconds(5));
      assertThat(judgement.problem().length()).isLessThan(1_000);
    }
  }

  private static String mutated(Random random, String canary) {
    StringBuilder out = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(out.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> out.insert(at, NOISE[random.nextInt(NOISE.length)]);
        case 1 -> out.insert(at, SEEDS.get(random.nextInt(SEEDS.size())));
        case 2 -> out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(3)));
        default -> out.insert(at, (char) random.nextInt(0x10000));
      }
    }
    return out.insert(random.nextInt(out.length() + 1), canary).toString();
  }

  /** Something that stands in no message by chance. */
  private static String canary(Random random) {
    String alphabet = random.nextBoolean() ? "qzxjkv" : "0123456789";
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }
}

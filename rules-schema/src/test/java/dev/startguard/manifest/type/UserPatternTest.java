package dev.startguard.manifest.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.manifest.type.UserPattern.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserPatternTest {
  private final SharedTime time = new SharedTime(System.nanoTime());

  @Test
  void matchesTheWholeValue() {
    assertThat(match("[a-z]+", "abc")).isEqualTo(Outcome.MATCHES);
    assertThat(match("[a-z]+", "abc!")).isEqualTo(Outcome.DIFFERS);
    assertThat(match("^[a-z]+$", "abc")).isEqualTo(Outcome.MATCHES);
    assertThat(match("a|ab", "ab")).isEqualTo(Outcome.MATCHES);
    assertThat(match("([0-9]{1,3}\\.){3}[0-9]{1,3}", "10.0.0.1")).isEqualTo(Outcome.MATCHES);
    assertThat(match("(?x) ([0-9]{1,3}\\.) {3} [0-9]+ # an address", "10.0.0.x"))
        .isEqualTo(Outcome.DIFFERS);
  }

  /**
   * Turns for some fifteen seconds, and reads nothing. What turns around nothing at all, {@code
   * (?:(?:){30000}){30000}}, the JIT compiler may fold: a fast machine matched it in 20 ms.
   */
  private static final String TURNS = "(?:(?:(?=())){40000}){40000}";

  /** Each runs for many seconds to centuries when it is left alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "(a+)+(b)?\\2$ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "(a|aa)+(b)?\\2$ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "(.*a){25} aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        TURNS + " ''",
        "(?:(?:(?:(?:(?=())){999}){999}){99}){19} ''",
      })
  void endsExpressionsThatBacktrackWithoutEnd(String expression, String text) {
    long start = System.nanoTime();
    assertThat(match(expression, text)).isEqualTo(Outcome.OVER_BUDGET);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  /** The JDK has learnt to end these by itself. */
  @ParameterizedTest
  @CsvSource({
    "(a+)+$",
    "(a|aa)+$",
    "([a-zA-Z0-9]+)*!!",
    "(a*)*b",
    "(?:|){60}x",
    "(?x)(?:|) {60} x"
  })
  void givesAnAnswerToExpressionsThatOnlyLookBad(String expression) {
    assertThat(match(expression, "a".repeat(60) + "!")).isIn(Outcome.DIFFERS, Outcome.OVER_BUDGET);
  }

  @Test
  void doesNotLetTimesAddUp() {
    String text = "a".repeat(60) + "!";
    List<Outcome> outcomes = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      outcomes.add(match("(.*a){" + (25 + i) + "}", text));
    }
    for (int i = 0; i < 500; i++) {
      outcomes.add(match("(?:(?:(?=())){9999}){" + (90_000 + i) + "}", text));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(outcomes)
        .contains(Outcome.OVER_BUDGET, Outcome.CROWDED_OUT)
        .doesNotContain(Outcome.MATCHES, Outcome.DIFFERS);
    assertThat(threads()).hasSizeLessThan(10);
  }

  @Test
  void stillAnswersWhatEndsAtOnceWhenTheTimeIsSpent() {
    long future = System.nanoTime() + 3_600_000_000_000L;
    SharedTime spent = new SharedTime(future); // so that nothing comes back meanwhile
    spent.take(future - 10_000_000_000L, future);
    assertThat(of("[a-z]+").match("abc", spent)).isEqualTo(Outcome.MATCHES);
    assertThat(of("[a-z]+").match("ABC", spent)).isEqualTo(Outcome.DIFFERS);
    assertThat(of("(?:[a-z]{1,9}\\.){3}").match("a.b.c.", spent)).isEqualTo(Outcome.MATCHES);
    assertThat(of("(.*a){25}").match("a".repeat(60) + "!", spent)).isEqualTo(Outcome.CROWDED_OUT);
    assertThat(of("(?:(?:){99}){99}").match("", spent)).isEqualTo(Outcome.CROWDED_OUT);
  }

  @Test
  void leavesNoThreadThatKeepsTheJvmAlive() {
    assertThat(match(TURNS, "")).isEqualTo(Outcome.OVER_BUDGET);
    assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("startguard-pattern"))
        .toList();
  }

  @Test
  void survivesAnExpressionThatNeedsMoreStackThanThereIs() {
    assertThat(match("(a|b)*", "ab".repeat(1 << 19))).isEqualTo(Outcome.OVER_STACK);
  }

  @Test
  void readsALargeValueOnceWithoutComplaint() {
    assertThat(match("[a-z]*", "a".repeat(1 << 20))).isEqualTo(Outcome.MATCHES);
    assertThat(match("[a-z]*x", "a".repeat(1 << 20))).isIn(Outcome.DIFFERS, Outcome.OVER_BUDGET);
  }

  @Test
  void keepsTheInterruptOfTheThreadThatAsked() {
    Thread.currentThread().interrupt();
    Outcome outcome = match("(a){0,9999999}", "aa");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isEqualTo(Outcome.MATCHES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "[a", "*", "a{2", "(?<n>a)(?<n>b)", "\\p{Nonsense}", "\\", "a{99999999999}"})
  void namesTheFaultOfAnInvalidExpression(String expression) {
    assertThat(UserPattern.of(expression)).isNull();
    assertThat(UserPattern.fault(expression)).isNotBlank().doesNotContain("\n");
  }

  @Test
  void refusesAnExpressionThatIsNestedTooDeeply() {
    String nested = "(".repeat(100_000) + ")".repeat(100_000);
    assertThat(UserPattern.of(nested)).isNull();
    assertThat(UserPattern.fault(nested)).isNotBlank().hasSizeLessThan(200);
  }

  @Test
  void findsNoFaultInAValidExpression() {
    assertThat(UserPattern.fault("^[a-z]{2,}$")).isNull();
  }

  @Test
  void neverThrowsWhateverTheExpressionIs() {
    long seed = System.nanoTime();
    System.out.println("UserPatternTest seed " + seed);
    Random random = new Random(seed);
    String alphabet = "()[]{}|*+?\\^$.,-=!<>:#&ab09pPxuQEdwb \n\u2003é😀";
    int[] points = alphabet.codePoints().toArray();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder out = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        out.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String expression = out.toString();
      UserPattern pattern = UserPattern.of(expression);
      assertThat(pattern == null).as(expression).isEqualTo(UserPattern.fault(expression) != null);
      if (pattern != null) {
        assertThat(pattern.match("ab0", time)).as(expression).isNotNull();
      }
    }
  }

  private Outcome match(String expression, String text) {
    return of(expression).match(text, time);
  }

  private static UserPattern of(String expression) {
    return Objects.requireNonNull(UserPattern.of(expression), expression);
  }
}

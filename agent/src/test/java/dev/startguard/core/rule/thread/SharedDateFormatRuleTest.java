package dev.startguard.core.rule.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Case;
import dev.startguard.core.rule.FakeSurroundings;
import dev.startguard.core.rule.Filed;
import dev.startguard.core.rule.Identity;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.RuleFixture;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import java.lang.ref.WeakReference;
import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharedDateFormatRuleTest {
  private final SharedDateFormatRule rule = new SharedDateFormatRule();
  private final SimpleDateFormat format = new SimpleDateFormat("yyyy", Locale.ROOT);

  @BeforeAll
  static void open() {
    dev.startguard.core.rule.Opened.all();
  }

  static List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (Call call : new SharedDateFormatRule().calls()) {
      if (call.look() == Look.ARGUMENTS) {
        calls.add(call);
      }
    }
    return calls;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void reportsTwoThreadsInOneFormat(Call call) throws Exception {
    boolean number = call.owner().contains("Number") || call.owner().contains("Decimal");
    Object shared =
        call.owner().contains("Calendar")
            ? new GregorianCalendar()
            : number ? decimal("0.00") : format;
    Call first = number ? number("parse", "(Ljava/lang/String;)") : call;
    begin(first, shared, "1");
    elsewhere(() -> use(call, shared, 1.5));

    Finding finding = end(first, shared, "1");
    assertThat(finding.message())
        .startsWith("two threads used one " + shared.getClass().getSimpleName() + " at the same");
    assertThat(finding.notes())
        .filteredOn(note -> note.name().equals("other thread"))
        .extracting(Note::text)
        .containsExactly("other");
  }

  @Test
  void reportsADecimalFormatThatFormatsWhileItParses() throws Exception {
    DecimalFormat decimal = decimal("0.00");
    begin(number("format", "(J)"), decimal, 1L);
    elsewhere(() -> use(number("parse", "(Ljava/lang/String;)"), decimal, "1"));

    Finding finding = end(number("format", "(J)"), decimal, 1L);
    assertThat(finding.toString()).contains("it parses into digits");
    assertThat(finding.fixes()).containsExactly("a new DecimalFormat for each use");
  }

  @Test
  void reportsADecimalFormatWithAQuickWay() throws Exception {
    DecimalFormat quick = decimal("#,##0.###");
    begin(number("format", "(D)"), quick, 1.5);
    elsewhere(() -> use(number("format", "(D)"), quick, -2.5));

    assertThat(end(number("format", "(D)"), quick, 1.5).toString()).contains("format(double)");
  }

  @Test
  void acceptsADecimalFormatWhoseQuickWayOneDoesNotTake() throws Exception {
    for (Object other : new Object[] {3e9, Double.NaN, Double.NEGATIVE_INFINITY, 1L, "1"}) {
      DecimalFormat quick = decimal("#,##0.###");
      begin(number("format", "(D)"), quick, 1.5);
      Call beside =
          other instanceof String
              ? number("parse", "(Ljava/lang/String;)")
              : number("format", other instanceof Long ? "(J)" : "(D)");
      elsewhere(() -> use(beside, quick, other));

      assertThat(end(number("format", "(D)"), quick, 1.5)).as("%s", other).isNull();
    }
  }

  @Test
  void acceptsADecimalFormatOfWhichItIsNotKnownWhetherItHasAQuickWay() throws Exception {
    DecimalFormat fresh = new DecimalFormat("0.00");
    begin(number("parse", "(Ljava/lang/String;)"), fresh, "1");
    elsewhere(() -> use(number("format", "(D)"), fresh, 1.5));

    assertThat(end(number("parse", "(Ljava/lang/String;)"), fresh, "1")).isNull();
  }

  @Test
  void acceptsADecimalFormatThatOnlyFormats() throws Exception {
    List<Call> calls =
        List.of(number("format", "(D)"), number("format", "(J)"), number("format", "(O"));
    for (Call one : calls) {
      for (Call other : calls) {
        DecimalFormat decimal = decimal("0.00");
        begin(one, decimal, 1.5);
        elsewhere(() -> use(other, decimal, 1.5));

        assertThat(end(one, decimal, 1.5)).isNull();
      }
    }
  }

  /** What the rule takes from the JDK: such a format is right, however many threads share it. */
  @Test
  void knowsThatADecimalFormatThatOnlyFormatsIsRight() throws Exception {
    DecimalFormat decimal =
        new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
    List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
    CountDownLatch both = new CountDownLatch(2);
    Thread other = new Thread(() -> wrong.addAll(wrong(decimal, 2.5, "2.50", both)), "other");
    other.start();
    wrong.addAll(wrong(decimal, 1.25e12, "1250000000000.00", both));
    other.join();

    assertThat(wrong).isEmpty();
  }

  private static List<String> wrong(
      DecimalFormat decimal, double number, String right, CountDownLatch both) {
    both.countDown();
    await(both);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      String text = i % 2 == 0 ? decimal.format(number) : decimal.format((Object) number);
      if (!text.equals(right)) {
        wrong.add(text);
      }
    }
    return wrong;
  }

  @Test
  void tellsOfTheCallersTheFirstTime() throws Exception {
    Call before = call("format");
    Call after = new Call(before.owner(), before.name(), before.descriptor(), Look.RESULT);
    Site one = RuleFixture.site("com.acme.CutOff", "one", after);
    Site other = RuleFixture.site("com.acme.CutOff", "other", before);
    List<String> places = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      begin(before, format);
      elsewhere(() -> see(other, before, format));
      for (Note note : see(one, after, format).notes()) {
        if (note.name().equals("one") || note.name().equals("other")) {
          places.add(note.text());
        }
      }
    }

    assertThat(places.subList(0, 2)).noneMatch(place -> place.contains("CutOff"));
    assertThat(places.subList(2, 4))
        .containsExactly(
            "com.acme.CutOff.one(CutOff.java:41)", "com.acme.CutOff.other(CutOff.java:41)");
  }

  @Test
  void reportsDifferentCallsOfOneFormat() throws Exception {
    begin(call("format"), format);
    elsewhere(() -> use(call("parse"), format));

    assertThat(end(call("format"), format)).isNotNull();
  }

  @Test
  void reportsItAgainAtTheNextMoment() throws Exception {
    for (int i = 0; i < 3; i++) {
      begin(call("format"), format);
      elsewhere(() -> use(call("format"), format));

      assertThat(end(call("format"), format)).isNotNull();
    }
  }

  @Test
  void reportsACalendarThatOneSetsByADateAndTheOtherByMilliseconds() throws Exception {
    GregorianCalendar calendar = new GregorianCalendar();
    begin(set("setTime", "(Ljava/util/Date;)V"), calendar);
    elsewhere(() -> use(set("setTimeInMillis", "(J)V"), calendar));

    Finding finding = end(set("setTime", "(Ljava/util/Date;)V"), calendar);
    assertThat(finding.fixes()).anyMatch(fix -> fix.contains("ZonedDateTime"));
  }

  @Test
  void acceptsACalendarForEachThread() throws Exception {
    GregorianCalendar calendar = new GregorianCalendar();
    GregorianCalendar clone = (GregorianCalendar) calendar.clone();
    begin(set("setTimeInMillis", "(J)V"), calendar);
    elsewhere(() -> use(set("setTimeInMillis", "(J)V"), clone));

    assertThat(end(set("setTimeInMillis", "(J)V"), calendar)).isNull();
  }

  @Test
  void looksAtTheFirstCalendarsAloneAndAtFormatsForEver() throws Exception {
    GregorianCalendar calendar = new GregorianCalendar();
    Call set = set("setTimeInMillis", "(J)V");
    for (int i = 0; i < SharedDateFormatRule.CALENDARS; i++) {
      if (!rule.passes(set, calendar, null, null, 0)
          || rule.enough(set) != (i + 1 == SharedDateFormatRule.CALENDARS)) {
        throw new AssertionError("at " + i);
      }
    }
    assertThat(end(set, calendar)).isNull(); // lest the format find its place taken

    assertThat(rule.passes(set, calendar, null, null, 0)).isFalse();
    assertThat(rule.enough(set)).isTrue();
    assertThat(rule.enough(call("format"))).isFalse();
    begin(call("format"), format);
    elsewhere(() -> use(call("format"), format));
    assertThat(end(call("format"), format)).isNotNull();
  }

  @Test
  void acceptsACalendarWithALockOfItsOwn() throws Exception {
    GregorianCalendar own =
        new GregorianCalendar() {
          private static final long serialVersionUID = 1;
        };
    begin(set("setTimeInMillis", "(J)V"), own);
    elsewhere(() -> use(set("setTimeInMillis", "(J)V"), own));

    assertThat(end(set("setTimeInMillis", "(J)V"), own)).isNull();
  }

  private static Call set(String name, String descriptor) {
    return new Call("java/util/Calendar", name, descriptor, Look.ARGUMENTS);
  }

  @Test
  void acceptsOneAfterTheOther() throws Exception {
    use(call("format"), format);
    elsewhere(() -> use(call("format"), format));

    assertThat(use(call("format"), format)).isNull();
  }

  @Test
  void acceptsUseUnderALock() throws Exception {
    List<Finding> found = java.util.Collections.synchronizedList(new ArrayList<>());
    CountDownLatch both = new CountDownLatch(2);
    Runnable work =
        () -> {
          both.countDown();
          await(both);
          for (int i = 0; i < 10_000; i++) {
            synchronized (format) {
              Finding finding = use(call("format"), format);
              if (finding != null) {
                found.add(finding);
              }
            }
          }
        };
    Thread other = new Thread(work, "other");
    other.start();
    work.run();
    other.join();

    assertThat(found).isEmpty();
  }

  @Test
  void acceptsAFormatForEachThread() throws Exception {
    begin(call("format"), format);
    SimpleDateFormat another = new SimpleDateFormat("yyyy", Locale.ROOT);
    elsewhere(() -> use(call("format"), another));

    assertThat(end(call("format"), format)).isNull();
  }

  @Test
  void acceptsWhoComesAfterACallThatEndedByAnException() throws Exception {
    begin(call("parse"), format); // and throws
    elsewhere(() -> use(call("parse"), format));

    assertThat(use(call("parse"), format)).isNull();
    assertThat(use(call("parse"), format)).isNull();
  }

  @Test
  @Timeout(60)
  void forgetsFormatsWhoseCallsEndedByAnException() throws Exception {
    List<WeakReference<SimpleDateFormat>> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) { // there are 1024 places
      SimpleDateFormat each = new SimpleDateFormat("yyyy", Locale.ROOT);
      many.add(new WeakReference<>(each));
      begin(call("parse"), each); // and throws
    }
    for (int i = 0; i < 20_000; i++) { // each takes the place of one of them
      use(call("format"), new SimpleDateFormat("yyyy", Locale.ROOT));
    }

    boolean alive = true;
    while (alive && !Thread.currentThread().isInterrupted()) {
      System.gc();
      alive = many.stream().anyMatch(each -> each.get() != null);
    }
    assertThat(alive).isFalse();
  }

  @Test
  void seesAFormatInThePlaceOfOneWhoseThreadIsGone() throws Exception {
    elsewhere(
        () -> {
          for (int i = 0; i < 20_000; i++) {
            begin(call("parse"), new SimpleDateFormat("yyyy", Locale.ROOT)); // and throws
          }
        });
    for (int i = 0; i <= 1001; i++) {
      use(call("format"), format);
    }

    begin(call("format"), format);
    elsewhere(() -> use(call("format"), format));
    assertThat(end(call("format"), format)).isNotNull();
  }

  @Test
  void acceptsAFormatWithALockOfItsOwn() throws Exception {
    DateFormat own =
        new SimpleDateFormat("yyyy", Locale.ROOT) {
          private static final long serialVersionUID = 1;
        };
    begin(call("format"), own);
    elsewhere(() -> use(call("format"), own));

    assertThat(end(call("format"), own)).isNull();
  }

  @Test
  void acceptsOtherFormats() throws Exception {
    NumberFormat choice = new java.text.ChoiceFormat("0#none|1#one");
    begin(call("format"), choice);
    elsewhere(() -> use(call("format"), choice));

    assertThat(end(call("format"), choice)).isNull();
    assertThat(use(call("format"), null)).isNull();
  }

  @Test
  void acceptsAThreadThatCallsWhileItCalls() {
    begin(call("format"), format);
    use(call("format"), format);

    assertThat(end(call("format"), format)).isNull();
  }

  @Test
  void forgetsNoFormatAmongMany() throws Exception {
    List<SimpleDateFormat> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      SimpleDateFormat each = new SimpleDateFormat("yyyy", Locale.ROOT);
      many.add(each);
      assertThat(use(call("format"), each)).isNull();
    }
    begin(call("format"), format);
    elsewhere(
        () -> {
          for (SimpleDateFormat each : many) {
            use(call("format"), each);
          }
        });

    assertThat(end(call("format"), format)).isNull();
  }

  private static Call call(String name) {
    String argument = name.equals("format") ? "(Ljava/util/Date;)" : "(Ljava/lang/String;)";
    String result = name.equals("format") ? "Ljava/lang/String;" : "Ljava/util/Date;";
    return new Call("java/text/SimpleDateFormat", name, argument + result, Look.ARGUMENTS);
  }

  private static Call number(String name, String arguments) {
    for (Call call : new SharedDateFormatRule().calls()) {
      if (call.owner().endsWith("/NumberFormat")
          && call.name().equals(name)
          && call.look() == Look.ARGUMENTS
          && call.descriptor().startsWith(arguments.replace("(O", "(Ljava/lang/Object;"))) {
        return call;
      }
    }
    throw new AssertionError(name + arguments);
  }

  /** One that knows whether it has a quick way. */
  private static DecimalFormat decimal(String pattern) {
    DecimalFormat decimal =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    assertThat(decimal.format(1.0)).startsWith("1");
    return decimal;
  }

  private Finding use(Call call, Object receiver, Object... arguments) {
    begin(call, receiver, arguments);
    return end(call, receiver, arguments);
  }

  private void begin(Call call, Object receiver, Object... arguments) {
    Site site = RuleFixture.site("com.acme.CutOff", "run", call);
    assertThat(see(site, call, receiver, arguments)).as("before the call").isNull();
  }

  private Finding end(Call call, Object receiver, Object... arguments) {
    Call after = new Call(call.owner(), call.name(), call.descriptor(), Look.RESULT);
    return see(RuleFixture.site("com.acme.CutOff", "run", after), after, receiver, arguments);
  }

  /** As a probe does it: whatever passes is not looked at. */
  private Finding see(Site site, Call call, Object receiver, Object... arguments) {
    if (rule.passes(call, receiver, null, null, 0)) {
      return null;
    }
    Case found =
        rule.look(new Sighting(site, call, receiver, null, arguments), new FakeSurroundings());
    return found == null
        ? null
        : new Filed(
                Identity.of(rule.id(), site),
                site,
                found,
                rule.severity(),
                rule.evidence(),
                "main",
                1)
            .finding();
  }

  private static void elsewhere(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work, "other");
    thread.start();
    thread.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}

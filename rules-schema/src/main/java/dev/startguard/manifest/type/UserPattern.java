package dev.startguard.manifest.type;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression from a manifest. It is matched against the whole value, as {@link
 * String#matches} and Bean Validation's {@code @Pattern} do, and within a budget of time: an
 * expression that backtracks without end is stopped. All that are slow share another budget ({@link
 * SharedTime}); when that is spent, only what ends at once still gets its answer.
 *
 * <p>{@code java.util.regex} cannot be interrupted. The value is handed to it as a {@link
 * CharSequence} that looks at the clock as it is read. Counted repetitions can turn for ever
 * without reading a character, {@code (?:(?:){99999}){99999}}; such an expression is matched on a
 * daemon thread, which is given up when the time is over.
 */
public final class UserPattern {
  /** How long one match may take, in milliseconds. */
  public static final int BUDGET_MILLIS = 100;

  private static final long BUDGET_NANOS = BUDGET_MILLIS * 1_000_000L;

  /** No match may take longer, whatever the reason. */
  private static final long LIMIT_NANOS = 10 * BUDGET_NANOS;

  /** So many turns of a loop that reads nothing take some milliseconds. */
  private static final long MOST_TURNS = 1_000_000;

  /** So many turns or reads take microseconds. */
  private static final long FEW = 2_000;

  private static final int MOST_KEPT = 256;
  private static final Map<String, UserPattern> COMPILED = new ConcurrentHashMap<>();
  private static final SharedTime TIME = new SharedTime(System.nanoTime());

  /** What a match came to. */
  public enum Outcome {
    MATCHES,
    DIFFERS,
    /** It took longer than one match may take. */
    OVER_BUDGET,
    /** It needs more stack than the thread has. */
    OVER_STACK,
    /** Others have spent the time that all share, and this one did not end at once. */
    CROWDED_OUT
  }

  private final Pattern pattern;
  private final long turns;

  private UserPattern(Pattern pattern, long turns) {
    this.pattern = pattern;
    this.turns = turns;
  }

  /**
   * The compiled expression; null when it is none. {@link #fault} says why. The reader asks first,
   * then the check: it is compiled once for both.
   */
  public static @Nullable UserPattern of(String expression) {
    UserPattern known = COMPILED.get(expression);
    if (known != null) {
      return known;
    }
    try {
      UserPattern made = new UserPattern(Pattern.compile(expression), turns(expression));
      if (COMPILED.size() < MOST_KEPT) {
        COMPILED.put(expression, made);
      }
      return made;
    } catch (PatternSyntaxException | StackOverflowError invalid) {
      return null; // fault() has the reason
    }
  }

  /**
   * Why {@code expression} is no regular expression: {@code Unclosed group near index 3}; null when
   * it is one. The expression itself is not repeated.
   */
  public static @Nullable String fault(String expression) {
    try {
      Pattern.compile(expression);
      return null;
    } catch (PatternSyntaxException invalid) {
      String why = invalid.getDescription();
      return invalid.getIndex() < 0 ? why : why + " near index " + invalid.getIndex();
    } catch (StackOverflowError nested) {
      return "nested too deeply";
    }
  }

  /** Whether the whole of {@code text} matches. */
  public Outcome match(String text) {
    return match(text, TIME);
  }

  Outcome match(String text, SharedTime time) {
    Match match = new Match(pattern, text, time.left(System.nanoTime()));
    if (match.shared == 0 && turns > FEW) {
      return Outcome.CROWDED_OUT;
    }
    Outcome outcome = turns > MOST_TURNS ? match.aside() : match.here();
    time.take(match.start, System.nanoTime());
    return outcome;
  }

  /** What its counted repetitions, were they all nested, come to; bounded. */
  private static long turns(String expression) {
    long turns = 1;
    for (int at = expression.indexOf('{'); at >= 0; at = expression.indexOf('{', at + 1)) {
      long count = 0;
      long most = 1;
      for (int i = at + 1; i < expression.length() && turns <= MOST_TURNS; i++) {
        int digit = expression.charAt(i) - '0';
        if (digit >= 0 && digit <= 9) {
          count = Math.min(count * 10 + digit, MOST_TURNS + 1);
        } else if (expression.charAt(i) == ',') {
          most = Math.max(most, count);
          count = 0;
        } else {
          break;
        }
      }
      turns = Math.min(turns * Math.max(most, count), MOST_TURNS + 1);
    }
    return turns;
  }

  /** One match: the value as the engine reads it, and what became of it. */
  private static final class Match implements CharSequence, Runnable {
    private final Pattern pattern;
    private final String text;
    private final long start = System.nanoTime();
    private final long shared;
    private final long free;
    private volatile Outcome outcome = Outcome.OVER_BUDGET;
    private long reads;

    /**
     * @param shared what is left of the time that all matches share
     */
    Match(Pattern pattern, String text, long shared) {
      this.pattern = pattern;
      this.text = text;
      this.shared = shared;
      // some reads of each character, for the machine may stand still in the middle of a match
      free = shared == 0 ? FEW : 20_000 + 8L * text.length();
    }

    Outcome here() {
      run();
      return outcome;
    }

    /** Matches on another thread, and leaves it to itself when it never looks at the clock. */
    Outcome aside() {
      Thread thread = new Thread(null, this, "startguard-pattern", 0, false);
      thread.setDaemon(true);
      thread.start();
      boolean interrupted = false;
      long limit = Math.min(LIMIT_NANOS, shared);
      for (long left = limit; thread.isAlive() && left > 0; ) {
        try {
          thread.join(1 + left / 1_000_000);
        } catch (InterruptedException e) {
          interrupted = true;
        }
        left = limit - (System.nanoTime() - start);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return thread.isAlive() && limit < LIMIT_NANOS ? Outcome.CROWDED_OUT : outcome;
    }

    @Override
    public void run() {
      try {
        outcome = pattern.matcher(this).matches() ? Outcome.MATCHES : Outcome.DIFFERS;
      } catch (IllegalStateException stopped) {
        // charAt() has said why
      } catch (StackOverflowError deep) {
        outcome = Outcome.OVER_STACK;
      }
    }

    @Override
    public char charAt(int index) {
      if ((++reads & 63) == 0) {
        long spent = System.nanoTime() - start;
        if (spent > LIMIT_NANOS || ((spent > BUDGET_NANOS || shared == 0) && reads > free)) {
          outcome = shared == 0 ? Outcome.CROWDED_OUT : Outcome.OVER_BUDGET;
          // a class that the JDK has loaded: no class may be loaded on a stack that is nearly full
          throw new IllegalStateException("over budget");
        }
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return text.substring(from, to);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

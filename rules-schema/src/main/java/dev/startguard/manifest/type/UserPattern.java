package dev.startguard.manifest.type;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression from a manifest. It is matched against the whole value, as {@link
 * String#matches} and Bean Validation's {@code @Pattern} do, and within a budget of time: an
 * expression that backtracks without end is stopped.
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

  private static final int MOST_KEPT = 256;
  private static final Map<String, UserPattern> COMPILED = new ConcurrentHashMap<>();

  /** What a match came to. */
  public enum Outcome {
    MATCHES,
    DIFFERS,
    OVER_BUDGET
  }

  private final Pattern pattern;
  private final boolean onThread;

  private UserPattern(Pattern pattern, boolean onThread) {
    this.pattern = pattern;
    this.onThread = onThread;
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
      UserPattern made = new UserPattern(Pattern.compile(expression), repeatsOften(expression));
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
    Match match = new Match(pattern, text);
    if (!onThread) {
      match.run();
    } else {
      match.runAside();
    }
    return match.outcome;
  }

  /**
   * Whether its counted repetitions, were they all nested, come to so many turns that reading
   * nothing takes long.
   */
  private static boolean repeatsOften(String expression) {
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
    return turns > MOST_TURNS;
  }

  /** One match: the value as the engine reads it, and what became of it. */
  private static final class Match implements CharSequence, Runnable {
    private final Pattern pattern;
    private final String text;
    private final long start = System.nanoTime();
    private volatile Outcome outcome = Outcome.OVER_BUDGET;
    private long reads;

    Match(Pattern pattern, String text) {
      this.pattern = pattern;
      this.text = text;
    }

    @Override
    public void run() {
      try {
        outcome = pattern.matcher(this).matches() ? Outcome.MATCHES : Outcome.DIFFERS;
      } catch (IllegalStateException | StackOverflowError stopped) {
        outcome = Outcome.OVER_BUDGET;
      }
    }

    /** Matches on another thread, and leaves it to itself when it never looks at the clock. */
    void runAside() {
      Thread thread = new Thread(null, this, "startguard-pattern", 0, false);
      thread.setDaemon(true);
      thread.start();
      boolean interrupted = false;
      for (long left = LIMIT_NANOS; thread.isAlive() && left > 0; ) {
        try {
          thread.join(1 + left / 1_000_000);
        } catch (InterruptedException e) {
          interrupted = true;
        }
        left = LIMIT_NANOS - (System.nanoTime() - start);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public char charAt(int index) {
      if ((++reads & 63) == 0 && over(System.nanoTime() - start)) {
        // a class that the JDK has loaded: no class may be loaded on a stack that is nearly full
        throw new IllegalStateException("over budget");
      }
      return text.charAt(index);
    }

    /**
     * A few reads of each character are free, for the machine may stand still in the middle of a
     * match.
     */
    private boolean over(long spent) {
      return spent > LIMIT_NANOS || (spent > BUDGET_NANOS && reads > 20_000 + 8L * text.length());
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

package dev.startguard.core.weave.hook;

import java.util.ArrayList;
import java.util.List;

/** Methods of every shape, to be hooked as if they were the JDK's. */
@SuppressWarnings({"unused", "ParameterReassignment", "FinalStaticMethod"})
public class Prey {
  final List<Object> made = new ArrayList<>();

  public Prey(long number, String text) {
    this.made.add(number > 0 ? text : "none");
    number = 0;
    text = null;
  }

  /** Returns before its end. */
  public Prey(boolean early) {
    super();
    if (early) {
      return;
    }
    made.add(early);
  }

  public static String run() {
    StringBuilder seen = new StringBuilder();
    Prey prey = new Prey(7, "text");
    seen.append(prey.made).append(new Prey(true).made).append(new Prey(false).made);
    seen.append(prey.overwritten(1L, 2.5, "x", 4, new int[] {1}));
    seen.append(statics((byte) 1, (short) 2, 'c', true, 1.5f));
    prey.nothing();
    seen.append(prey.hidden("secret"));
    seen.append(prey.locked(List.of("a", "b")));
    seen.append(prey.loopsAtOnce(3));
    for (String text : new String[] {"7", "seven", null}) {
      try {
        seen.append(prey.parse(text));
      } catch (RuntimeException refused) {
        seen.append(refused.getMessage());
      }
      try {
        seen.append(prey.parsesOrThrows(text));
      } catch (RuntimeException refused) {
        seen.append(refused.getMessage());
      }
    }
    seen.append(prey.wide());
    seen.append(prey.last(5)).append(prey.last(-5));
    seen.append(prey.guarded(null)).append(prey.guarded("text"));
    seen.append(prey.guarded(new Told(null))).append(prey.guarded(new Told("told")));
    seen.append(prey.many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    return seen.toString();
  }

  /** With frames after parameters were given values of other types. */
  public Object overwritten(long a, double b, Object c, int d, int[] e) {
    for (int i = 0; i < 3; i++) {
      a += i;
      if (a > 2) {
        b = a;
        c = i == 1 ? "one" : List.of(i);
      }
      d++;
    }
    e = null;
    return a + "/" + b + "/" + c + "/" + d + "/" + (e == null);
  }

  public static double statics(byte a, short b, char c, boolean d, float e) {
    return d ? a + b + c + e : 0;
  }

  public void nothing() {}

  private String hidden(String text) {
    return text + "!";
  }

  public synchronized int locked(List<String> all) {
    int size = 0;
    synchronized (all) {
      for (String one : all) {
        if (one.equals("b")) {
          return size;
        }
        size++;
      }
    }
    return -1;
  }

  /** A frame at the first instruction. */
  public int loopsAtOnce(int n) {
    while (n-- > 0) {
      if (n == 1) {
        break;
      }
    }
    return n;
  }

  public long parse(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException bad) {
      if (text == null) {
        throw new IllegalStateException("null");
      }
      return -1;
    } finally {
      text = "done";
    }
  }

  public int parsesOrThrows(String text) {
    return Integer.parseInt(text);
  }

  public long wide() {
    long a = 1;
    double b = 2;
    String c = "3";
    return a + (long) b + c.length();
  }

  /** Its only return is jumped to, and its frames name an object that is not yet made. */
  public Told last(int number) {
    return new Told(number > 0 ? "plus" : "minus");
  }

  public String guarded(Object told) {
    while (told instanceof Told one && one.what != null) {
      told = one.what;
    }
    return "" + told;
  }

  public int many(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k) {
    return a + b + c + d + e + f + g + h + i + j + k;
  }

  /** What a guard asks for. */
  static final class Told {
    final Object what;

    Told(Object what) {
      this.what = what;
    }

    @Override
    public String toString() {
      return "told " + what;
    }
  }
}

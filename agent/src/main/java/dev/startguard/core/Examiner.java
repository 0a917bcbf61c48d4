package dev.startguard.core;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import org.jspecify.annotations.Nullable;

/**
 * Shows a rule the values of the calls at one site. A record: the JIT takes the fields of one that
 * it knows for constants, and so finds the rule's own code. The usual shapes of values have a
 * method each, so that nothing is boxed or collected for a call that the rule passes at once.
 *
 * <p>None of its methods throws.
 *
 * @param probe what to switch off when the rule is off, or has looked at enough
 * @param receiver the place of the receiver among the values; -1 when there is none
 * @param result whether the first value is the call's result
 * @param first the place of the first argument
 */
record Examiner(
    Desk desk,
    Rule rule,
    Call call,
    Site site,
    dev.startguard.core.weave.Site probe,
    int receiver,
    boolean result,
    int first) {

  void see(@Nullable Object a) {
    try {
      if (!passes(a, null, null, null, 0)) {
        look(new Object[] {a});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, @Nullable Object b) {
    try {
      if (!passes(a, b, null, null, 0)) {
        look(new Object[] {a, b});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, @Nullable Object b, @Nullable Object c) {
    try {
      if (!passes(a, b, c, null, 0)) {
        look(new Object[] {a, b, c});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
    try {
      if (!passes(a, b, c, d, 0)) {
        look(new Object[] {a, b, c, d});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(long number) {
    try {
      if (!passes(null, null, null, null, number)) {
        look(new Object[] {number});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, long number) {
    try {
      if (!passes(a, null, null, null, number)) {
        look(new Object[] {a, number});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, long number, @Nullable Object c) {
    try {
      if (!passes(a, null, c, null, number)) {
        look(new Object[] {a, number, c});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, double number) {
    try {
      if (!passes(a, null, null, null, 0)) {
        look(new Object[] {a, number});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, @Nullable Object b, double number) {
    try {
      if (!passes(a, b, null, null, 0)) {
        look(new Object[] {a, b, number});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, @Nullable Object b, long number) {
    try {
      if (!passes(a, b, null, null, number)) {
        look(new Object[] {a, b, number});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, @Nullable Object b, int number) {
    try {
      if (!passes(a, b, null, null, number)) {
        look(new Object[] {a, b, number});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, @Nullable Object b, long number, @Nullable Object d) {
    try {
      if (!passes(a, b, null, d, number)) {
        look(new Object[] {a, b, number, d});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  /** The other shapes: whatever is called with so much is not called often. */
  void see(@Nullable Object[] values) {
    try {
      look(values);
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  private void look(@Nullable Object[] values) {
    if (desk.ended(rule) || rule.enough(call)) {
      probe.switchOff();
    } else {
      desk.see(
          rule,
          new Sighting(
              site,
              call,
              receiver < 0 ? null : values[receiver],
              result ? values[0] : null,
              first,
              values));
    }
  }

  private boolean passes(
      @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d, long number) {
    try {
      Object argument = first == 0 ? a : first == 1 ? b : first == 2 ? c : d;
      Object owner = receiver < 0 ? null : receiver == 0 ? a : b;
      return rule.passes(call, owner, result ? a : null, argument, number);
    } catch (Throwable ours) {
      return false; // and the look, which fails likewise, is counted
    }
  }
}

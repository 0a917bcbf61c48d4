package dev.startguard.core.live;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.weave.ProbeType;
import org.jspecify.annotations.Nullable;

/**
 * Shows a rule the values of the calls at one site. A record: the JIT takes the fields of one that
 * it knows for constants, and so finds the rule's own code. The usual types of probes have a method
 * each, so that nothing is boxed or collected for a call that the rule passes at once.
 *
 * <p>None of its methods throws.
 *
 * @param probe what to switch off when the rule is off, has looked at enough, or has no more to say
 * @param values the letters of what the probe is given, see {@link ProbeType}
 * @param number the place of a {@code long} or {@code int} among the values; -1 when there is none
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
    String values,
    int number,
    int receiver,
    boolean result,
    int first) {

  /** Of up to four references. */
  void see(@Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d) {
    try {
      if (!passes(a, b, c, d, 0)) {
        look(ProbeType.references(values, a, b, c, d));
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  /** Of a number and up to three references. */
  void see(@Nullable Object a, long value, @Nullable Object b, @Nullable Object c) {
    try {
      if (!passes(a, b, c, null, value)) {
        look(ProbeType.numbered(values, a, value, b, c));
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, double value) {
    try {
      if (!passes(a, null, null, null, 0)) {
        look(new Object[] {a, value});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  void see(@Nullable Object a, @Nullable Object b, double value) {
    try {
      if (!passes(a, b, null, null, 0)) {
        look(new Object[] {a, b, value});
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  /** Of old classes, and whatever else is called with so much: that is not called often. */
  void see(@Nullable Object[] all) {
    try {
      if (!passes(all)) {
        look(all);
      }
    } catch (Throwable ours) {
      probe.failed(ours);
    }
  }

  private void look(@Nullable Object[] all) {
    if (desk.ended(rule) || rule.enough(call)) {
      probe.switchOff();
    } else {
      Object called = receiver < 0 ? null : all[receiver];
      Object given = result ? all[0] : null;
      if (desk.see(rule, new Sighting(site, call, called, given, first, all))
          || call.look() == Look.FIRST) {
        probe.switchOff();
      }
    }
  }

  private boolean passes(@Nullable Object[] all) {
    if (!ProbeType.fits(values)) {
      return false;
    }
    if (number < 0) {
      return passes(at(all, 0), at(all, 1), at(all, 2), at(all, 3), 0);
    }
    return all[number] instanceof Number value // none at the heap's end
        && passes(
            at(all, number == 0 ? 1 : 0),
            at(all, number <= 1 ? 2 : 1),
            at(all, number <= 2 ? 3 : 2),
            null,
            value.longValue());
  }

  private static @Nullable Object at(@Nullable Object[] all, int place) {
    return place < all.length ? all[place] : null;
  }

  /** Whether the rule need not look at these references, in their order, and that number. */
  private boolean passes(
      @Nullable Object a, @Nullable Object b, @Nullable Object c, @Nullable Object d, long value) {
    try {
      return rule.passes(
          call,
          ProbeType.reference(slot(receiver), a, b, c, d),
          result ? ProbeType.reference(slot(0), a, b, c, d) : null,
          ProbeType.reference(slot(first), a, b, c, d),
          value);
    } catch (Throwable ours) {
      return false; // and the look, which fails likewise, is counted
    }
  }

  /** The place among the references of what has that place among the values; -1 for none. */
  private int slot(int place) {
    return number < 0 || place < number ? place : place == number ? -1 : place - 1;
  }
}

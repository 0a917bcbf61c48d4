package dev.startguard.core.live;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.weave.ProbeType;
import dev.startguard.core.weave.Watch;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings what the woven code meets at one call to the rule that asked for it. */
final class RuleWatch implements Watch {
  private final Desk desk;
  private final Rule rule;
  private final Call call;

  RuleWatch(Desk desk, Rule rule, Call call) {
    this.desk = desk;
    this.rule = rule;
    this.call = call;
  }

  @Override
  public void reached(dev.startguard.core.weave.Site site) {
    switch (call.look()) {
      case SITE -> desk.see(rule, new Sighting(place(site), call, null, null));
      case ELAPSED, NARROWED ->
          desk.see(rule, new Sighting(place(site), call, null, null, site.form()));
      default -> {}
    }
  }

  @Override
  public boolean catches() {
    return true; // as Examiner does
  }

  @Override
  public @Nullable MethodHandle examiner(
      dev.startguard.core.weave.Site probe, String values, MethodType type) {
    Site site = place(probe);
    if (!desk.wants(rule, site)) {
      return null;
    }
    boolean made = call.name().equals("<init>"); // its object is its result
    boolean after = call.look() == Look.RESULT || call.look() == Look.IGNORED;
    boolean result = after && (made || !call.descriptor().endsWith(")V"));
    int before = result ? 1 : 0;
    int first = values.length() - arguments(call.descriptor());
    int receiver = first > before ? before : -1;
    int number = ProbeType.number(values);
    return handle(
        new Examiner(desk, rule, call, site, probe, values, number, receiver, result, first), type);
  }

  private static MethodHandle handle(Examiner examiner, MethodType type) {
    if (ProbeType.fits(examiner.values()) || Handles.SHAPES.contains(examiner.values())) {
      try {
        return Handles.LOOKUP.findVirtual(Examiner.class, "see", type).bindTo(examiner);
      } catch (ReflectiveOperationException narrower) {
        // references are objects, as Watch says; if they were not, the collector takes them too
      }
    }
    return type.parameterCount() == 1 && type.parameterType(0) == Object[].class
        ? Handles.LOOK.bindTo(examiner)
        : Handles.LOOK.bindTo(examiner).asCollector(Object[].class, type.parameterCount());
  }

  /** How many arguments a descriptor has. A {@link MethodType} would load their classes. */
  static int arguments(String descriptor) {
    int count = 0;
    for (int i = 1; descriptor.charAt(i) != ')'; i++, count++) {
      while (descriptor.charAt(i) == '[') {
        i++;
      }
      if (descriptor.charAt(i) == 'L') {
        i = descriptor.indexOf(';', i);
      }
    }
    return count;
  }

  private Site place(dev.startguard.core.weave.Site site) {
    return new Site(
        site.className(),
        site.method(),
        site.descriptor(),
        site.file(),
        site.line(),
        call.api(),
        site.ordinal(),
        site.codeSource());
  }

  /** Not looked up before the first link: a start that reaches no probe is spared it. */
  private static final class Handles {
    static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    static final MethodHandle LOOK = look();

    /** Those of other types for which {@link Examiner} has a method. */
    static final Set<String> SHAPES = Set.of("LD", "LLD");

    private Handles() {}

    private static MethodHandle look() {
      try {
        return LOOKUP.findVirtual(
            Examiner.class, "see", MethodType.methodType(void.class, Object[].class));
      } catch (ReflectiveOperationException renamed) {
        throw new IllegalStateException(renamed);
      }
    }
  }
}

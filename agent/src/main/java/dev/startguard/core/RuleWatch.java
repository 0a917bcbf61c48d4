package dev.startguard.core;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Desk;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Rule;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.weave.Kind;
import dev.startguard.core.weave.Watch;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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

  /** How the weaver has to look, so that the rule sees what it asked for; null for no call. */
  static @Nullable Kind kind(Look look) {
    return switch (look) {
      case SITE -> Kind.SITE;
      case ARGUMENTS -> Kind.VALUE;
      case RESULT -> Kind.OUTCOME;
      case ELAPSED -> Kind.ELAPSED;
      case NARROWED -> Kind.NARROWED;
      case HOOK -> null;
    };
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
  public @Nullable MethodHandle examiner(dev.startguard.core.weave.Site probe, MethodType type) {
    Site site = place(probe);
    if (!desk.wants(rule, site)) {
      return null;
    }
    boolean made = call.name().equals("<init>"); // its object is its result
    boolean result = call.look() == Look.RESULT && (made || !call.descriptor().endsWith(")V"));
    int before = result ? 1 : 0;
    int arguments = arguments(call.descriptor());
    int receiver = type.parameterCount() - before > arguments ? before : -1;
    Examiner examiner =
        new Examiner(
            desk, rule, call, site, probe, receiver, result, type.parameterCount() - arguments);
    return Handles.SEE.bindTo(examiner).asCollector(Object[].class, type.parameterCount());
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
    static final MethodHandle SEE = see();

    private Handles() {}

    private static MethodHandle see() {
      try {
        return MethodHandles.lookup()
            .findVirtual(Examiner.class, "see", MethodType.methodType(void.class, Object[].class));
      } catch (ReflectiveOperationException renamed) {
        throw new IllegalStateException(renamed);
      }
    }
  }
}

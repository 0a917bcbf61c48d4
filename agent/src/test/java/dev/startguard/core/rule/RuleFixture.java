package dev.startguard.core.rule;

import dev.startguard.finding.Finding;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Shows a rule the calls of its table, as a woven site would, and puts into words what it finds.
 */
public final class RuleFixture {
  private final Rule rule;
  private final FakeSurroundings surroundings;
  private String method = "run";

  public RuleFixture(Rule rule) {
    this(rule, new FakeSurroundings());
  }

  public RuleFixture(Rule rule, FakeSurroundings surroundings) {
    this.rule = rule;
    this.surroundings = surroundings;
  }

  public FakeSurroundings surroundings() {
    return surroundings;
  }

  /** From now on the calls stand in that method. */
  public RuleFixture in(String name) {
    method = name;
    return this;
  }

  /** The call as a finding identifies it, as {@code Owner.name}, with so many arguments. */
  public @Nullable Finding see(
      String call, @Nullable Object receiver, @Nullable Object result, @Nullable Object... args) {
    Filed filed = filed(call, receiver, result, args);
    return filed == null ? null : filed.finding();
  }

  /**
   * Where the time of the call of that API ends.
   *
   * @param form what was recognised there
   */
  public @Nullable Finding ends(String api, String form) {
    for (Call call : rule.calls()) {
      if (call.api().equals(api)) {
        Site site = site("com.acme.CutOff", method, call);
        Case found = rule.look(new Sighting(site, call, null, null, form), surroundings);
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
    }
    throw new AssertionError(rule.id() + " does not look at " + api);
  }

  /** The same, before it is put into words. */
  public @Nullable Filed filed(
      String call, @Nullable Object receiver, @Nullable Object result, @Nullable Object... args) {
    Call seen = call(call, args);
    Site site = site("com.acme.CutOff", method, seen);
    boolean passed = passes(seen, receiver, result, args);
    Case found = rule.look(new Sighting(site, seen, receiver, result, args), surroundings);
    if (passed && found != null) {
      throw new AssertionError(rule.id() + " passed what it finds: " + text(seen, args));
    }
    return found == null
        ? null
        : new Filed(
            Identity.of(rule.id(), site), site, found, rule.severity(), rule.evidence(), "main", 1);
  }

  /** Whether the rule passes the call at once, as a probe asks it, of the shapes that may. */
  private boolean passes(
      Call call, @Nullable Object receiver, @Nullable Object result, @Nullable Object... args) {
    var types = java.lang.invoke.MethodType.fromMethodDescriptorString(call.descriptor(), null);
    int numbers = 0;
    long number = 0;
    for (int i = 0; i < args.length; i++) {
      if (types.parameterType(i).isPrimitive() && args[i] instanceof Number value) {
        numbers++;
        number = value.longValue();
      }
    }
    Object first = args.length == 0 || types.parameterType(0).isPrimitive() ? null : args[0];
    boolean after = call.look() == Look.RESULT;
    return numbers < 2 && rule.passes(call, receiver, after ? result : null, first, number);
  }

  private static String text(Call call, @Nullable Object[] args) {
    return call.text() + Arrays.toString(args);
  }

  public static Site site(String className, String method, Call call) {
    return new Site(className, method, "()V", "CutOff.java", 41, call.api(), 0);
  }

  /**
   * The rule's call of that name that takes such arguments; fails when the rule does not look at
   * it.
   */
  private Call call(String text, @Nullable Object[] args) {
    for (Call call : rule.calls()) {
      if (call.text().equals(text) && takes(call, args)) {
        return call;
      }
    }
    throw new AssertionError(
        rule.id()
            + " does not look at "
            + text
            + Arrays.toString(args)
            + " but at "
            + rule.calls());
  }

  private static boolean takes(Call call, @Nullable Object[] args) {
    var types = java.lang.invoke.MethodType.fromMethodDescriptorString(call.descriptor(), null);
    if (types.parameterCount() != args.length) {
      return false;
    }
    for (int i = 0; i < args.length; i++) {
      Class<?> type = types.wrap().parameterType(i);
      if (args[i] != null && !type.isInstance(args[i])) {
        return false;
      }
    }
    return true;
  }
}

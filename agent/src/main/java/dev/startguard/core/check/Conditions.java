package dev.startguard.core.check;

import dev.startguard.manifest.Condition;
import dev.startguard.manifest.Entry;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Flag;
import dev.startguard.manifest.Profiles;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.Variable;
import dev.startguard.manifest.type.Judgement;
import dev.startguard.manifest.type.UserPattern;
import dev.startguard.manifest.type.ValueType;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an entry is required here and now: {@code required}, or {@code requiredWhen} evaluated on
 * parsed values.
 *
 * <p>Three-valued: what depends on an operand that is itself wrong is neither required nor optional
 * until the operand is mended. {@code all} and {@code any} are decided by their other parts where
 * these suffice.
 */
public final class Conditions {

  /** What a condition came to. */
  public static final class Outcome {
    static final Outcome HOLDS = new Outcome(true, null);
    static final Outcome FAILS = new Outcome(false, null);

    private final boolean holds;
    private final @Nullable String needs;

    private Outcome(boolean holds, @Nullable String needs) {
      this.holds = holds;
      this.needs = needs;
    }

    public boolean holds() {
      return holds;
    }

    /** What must be mended before the condition can be evaluated; null when it could be. */
    public @Nullable String needs() {
      return needs;
    }
  }

  private final Validation validation;
  private final IdentityHashMap<Entry, Outcome> required = new IdentityHashMap<>();

  Conditions(Validation validation) {
    this.validation = validation;
  }

  /**
   * Whether the variable must be set and not empty. The one that selects the profile need not be
   * where there is a profile for that case.
   */
  public Outcome required(Variable variable) {
    if (!variable.required()) {
      return required(variable, variable.requiredWhen());
    }
    return outcome(variable.fields().has("required") || !selectsOrDefault(variable));
  }

  private boolean selectsOrDefault(Variable variable) {
    Profiles profiles = validation.manifest().profiles();
    return !variable.property()
        && profiles.otherwise() != null
        && variable.name().equals(profiles.select());
  }

  /** Whether the secret must be found in one of its sources. */
  public Outcome required(Secret secret) {
    return secret.required() ? Outcome.HOLDS : required(secret, secret.requiredWhen());
  }

  private Outcome required(Entry entry, @Nullable Fields requiredWhen) {
    if (requiredWhen == null) {
      return Outcome.FAILS;
    }
    Outcome outcome = required.get(entry);
    if (outcome == null) {
      required.put(
          entry, Outcome.FAILS); // the reader refuses cycles; should one pass, it ends here
      outcome = evaluate(Condition.of(requiredWhen));
      required.put(entry, outcome);
    }
    return outcome;
  }

  /** Evaluates one condition. */
  public Outcome evaluate(Condition condition) {
    return switch (condition.kind()) {
      case "all" -> combine(condition.parts(), false);
      case "any" -> combine(condition.parts(), true);
      case "not" -> opposite(evaluate(condition.parts().get(0)));
      case "profile" -> profile(condition.name());
      case "flag" -> flag(condition);
      case "property" -> variable(condition, validation.values().property(condition.name()));
      default -> {
        Variable variable = validation.values().variable(condition.name());
        yield variable == null ? secret(condition) : variable(condition, variable);
      }
    };
  }

  private static Outcome opposite(Outcome outcome) {
    return outcome.needs == null ? outcome(!outcome.holds) : outcome;
  }

  private Outcome profile(String name) {
    String needs = validation.profileNeeds();
    return needs == null
        ? outcome(name.equals(validation.manifest().profile()))
        : new Outcome(false, needs);
  }

  /** {@code any} is decided by one part that holds, {@code all} by one that does not. */
  private Outcome combine(List<Condition> parts, boolean decisive) {
    Outcome open = null;
    for (int i = 0; i < parts.size(); i++) {
      Outcome outcome = evaluate(parts.get(i));
      if (outcome.needs != null) {
        open = open == null ? outcome : open;
      } else if (outcome.holds == decisive) {
        return outcome;
      }
    }
    return open == null ? outcome(!decisive) : open;
  }

  private Outcome variable(Condition condition, @Nullable Variable variable) {
    if (variable == null) {
      return Outcome.FAILS;
    }
    if (validation.undecided(variable)) {
      return new Outcome(false, validation.profileNeeds());
    }
    Value value = validation.values().of(variable);
    if (!value.present()) {
      Outcome needed = required(variable);
      if (needed.needs != null) {
        return needed;
      }
      if (needed.holds) { // it is reported as missing: what it will be, nobody knows yet
        return new Outcome(false, variable.name());
      }
    }
    ValueType type = validation.values().type(variable);
    if (value.state() == Value.State.MISSING || value.state() == Value.State.EMPTY) {
      String fallback =
          selectsOrDefault(variable)
              ? validation.manifest().profiles().otherwise()
              : variable.codeDefault();
      String actual = fallback == null ? null : canonical(type, variable, fallback);
      return test(condition, actual, false, type, variable);
    }
    Judgement judgement = value.judgement();
    if (condition.test().equals("isSet")) {
      return test(condition, null, value.present(), type, variable);
    }
    return judgement != null && judgement.fits()
        ? test(condition, judgement.canonical(), true, type, variable)
        : new Outcome(false, variable.name());
  }

  private Outcome flag(Condition condition) {
    Flag flag = validation.flags().flag(condition.name());
    if (flag == null) {
      return Outcome.FAILS;
    }
    if (validation.undecided(flag)) {
      return new Outcome(false, validation.profileNeeds());
    }
    FlagState state = validation.flags().of(flag);
    boolean set = state.kind() == FlagState.Kind.SET || state.kind() == FlagState.Kind.WRONG;
    return state.known() || (set && condition.test().equals("isSet"))
        ? test(condition, state.value(), set, validation.flags().type(flag), flag)
        : new Outcome(false, state.needs(flag.name()));
  }

  /** Of a secret only this may be asked: whether it is set. */
  private Outcome secret(Condition condition) {
    Secret secret = validation.secrets().secret(condition.name());
    boolean set = secret != null && validation.secrets().of(secret).present();
    return outcome(condition.test().equals("isSet") && set == condition.isSet());
  }

  /**
   * Makes the condition's test.
   *
   * @param actual the parsed value that counts, a fallback in the code included; null when there is
   *     none
   * @param set whether the operand itself is set
   */
  private static Outcome test(
      Condition condition, @Nullable String actual, boolean set, ValueType type, Entry operand) {
    String test = condition.test();
    if (test.equals("isSet")) {
      return outcome(set == condition.isSet());
    }
    if (actual == null) {
      return Outcome.FAILS;
    }
    List<String> texts = condition.texts();
    if (test.equals("matches")) {
      UserPattern pattern = UserPattern.of(texts.get(0));
      UserPattern.Outcome outcome =
          pattern == null ? UserPattern.Outcome.DIFFERS : pattern.match(actual);
      return outcome == UserPattern.Outcome.MATCHES || outcome == UserPattern.Outcome.DIFFERS
          ? outcome(outcome == UserPattern.Outcome.MATCHES)
          : new Outcome(false, operand.name());
    }
    for (int i = 0; i < texts.size(); i++) {
      if (actual.equals(canonical(type, operand, texts.get(i)))) {
        return Outcome.HOLDS;
      }
    }
    return Outcome.FAILS;
  }

  /** The spelling that is compared: {@code equals: 080} means the port 80. */
  private static String canonical(ValueType type, Entry operand, String text) {
    Judgement judgement = type.judge(text, operand.fields());
    return judgement.fits() ? judgement.canonical() : text;
  }

  private static Outcome outcome(boolean holds) {
    return holds ? Outcome.HOLDS : Outcome.FAILS;
  }
}

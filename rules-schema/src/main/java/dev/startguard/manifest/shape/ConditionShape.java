package dev.startguard.manifest.shape;

import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.SequenceNode;
import org.jspecify.annotations.Nullable;

/**
 * Holds a condition against its grammar: {@code all}, {@code any} or {@code not} of conditions; or
 * an operand ({@code env}, {@code property}, {@code flag}) with one of {@code equals}, {@code in},
 * {@code isSet}, {@code matches}. A {@code profile} needs no test: named alone, it holds while it
 * is in force.
 */
final class ConditionShape {
  private static final Shape KEYS =
      Shape.choice(
          "",
          "all",
          "any",
          "not",
          "env",
          "property",
          "flag",
          "profile",
          "equals",
          "in",
          "isSet",
          "matches");

  static final String[] KINDS = {"all", "any", "not", "env", "property", "flag", "profile"};
  static final String[] TESTS = {"equals", "in", "isSet", "matches"};

  private final ShapePass pass;
  private final ShapeProblems problems;

  ConditionShape(ShapePass pass, ShapeProblems problems) {
    this.pass = pass;
    this.problems = problems;
  }

  /**
   * What may stand under {@code equals}, {@code in}, {@code isSet} and {@code matches}, or name an
   * operand.
   */
  static Shape field(String name) {
    return switch (name) {
      case "equals" -> Shape.scalar(name, Shape.Kind.RAW);
      case "in" -> Shape.list(name, Shape.scalar("", Shape.Kind.RAW));
      case "isSet" -> Shape.scalar(name, Shape.Kind.BOOLEAN);
      case "matches" -> Shape.scalar(name, Shape.Kind.TEXT);
      case "profile" -> Shape.scalar(name, Shape.Kind.TEXT);
      default -> Shape.scalar(name, Shape.Kind.NAME);
    };
  }

  /** The condition when it is one; else null, and the reasons are reported. */
  @Nullable MappingNode checked(MappingNode condition) {
    boolean known = true;
    for (MappingNode.Pair pair : condition.pairs()) {
      if (!Scalars.fits(KEYS, pair.name())) {
        problems.name(KEYS, pair.key());
        known = false;
      }
    }
    if (!known) {
      return null;
    }
    MappingNode.Pair kind = only(condition, KINDS);
    if (kind == null) {
      problems.condition(condition, "must be one condition", "{ env: NAME, equals: VALUE }");
      return null;
    }
    MappingNode.Pair test = only(condition, TESTS);
    boolean combines =
        kind.name().equals("all") || kind.name().equals("any") || kind.name().equals("not");
    for (MappingNode.Pair pair : condition.pairs()) {
      if (pair != kind && (combines || pair != test)) {
        problems.condition(
            pair.key(),
            "holds more than one condition",
            combines ? kind.name() + " alone" : "one test");
        return null;
      }
    }
    if (combines) {
      return parts(kind) ? condition : null;
    }
    if (test == null && !kind.name().equals("profile")) {
      problems.condition(condition, "has no test", "one of equals, in, isSet, matches");
      return null;
    }
    boolean fits = fits(kind);
    return (test == null || fits(test)) && fits ? condition : null;
  }

  private boolean fits(MappingNode.Pair pair) {
    Node kept = pass.below(field(pair.name()), pair);
    if (kept != null) {
      pair.value(kept);
    }
    return kept != null;
  }

  private boolean parts(MappingNode.Pair pair) {
    Node value = pair.value();
    if (pair.name().equals("not")) {
      return part(value);
    }
    if (!(value instanceof SequenceNode list) || list.items().isEmpty()) {
      problems.condition(value, "must combine conditions", "a list of conditions");
      return false;
    }
    boolean fit = true;
    for (Node item : list.items()) {
      fit &= part(item);
    }
    return fit;
  }

  private boolean part(Node node) {
    if (node instanceof MappingNode mapping) {
      return checked(mapping) != null;
    }
    problems.condition(node, "must be a condition", "{ env: NAME, equals: VALUE }");
    return false;
  }

  /** The only pair of these names; null when there is none, or more than one. */
  private static MappingNode.@Nullable Pair only(MappingNode mapping, String[] names) {
    MappingNode.Pair found = null;
    for (String name : names) {
      MappingNode.Pair pair = mapping.pair(name);
      if (pair != null && found != null) {
        return null;
      }
      found = pair == null ? found : pair;
    }
    return found;
  }
}

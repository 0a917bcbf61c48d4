package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A condition of {@code requiredWhen}: data, never an expression. A thin view on a checked tree.
 *
 * <p>It is either a combination ({@code all}, {@code any}, {@code not}) of {@link #parts()}, or one
 * comparison: an operand ({@code env}, {@code property}, {@code flag}, {@code profile}) and a test.
 * {@code equals}, {@code in} and {@code matches} compare the operand's parsed value: judge {@link
 * #texts()} by the operand's own type and compare the canonical spellings. {@code profile: NAME}
 * needs no test and holds while NAME is the profile in force.
 */
public final class Condition {
  private static final String[] KINDS = {"env", "property", "flag", "profile", "all", "any", "not"};
  private static final String[] TESTS = {"equals", "in", "isSet", "matches"};

  private final Fields fields;
  private final String kind;
  private final String test;

  private Condition(Fields fields) {
    this.fields = fields;
    kind = firstOf(fields, KINDS);
    test = firstOf(fields, TESTS);
  }

  /**
   * The condition that stands in {@code fields}: the mapping under {@code requiredWhen}, or one of
   * its parts.
   */
  public static Condition of(Fields fields) {
    return new Condition(fields);
  }

  private static String firstOf(Fields fields, String[] names) {
    for (String name : names) {
      if (fields.has(name)) {
        return name;
      }
    }
    return "";
  }

  /**
   * {@code env}, {@code property}, {@code flag}, {@code profile}, {@code all}, {@code any} or
   * {@code not}.
   */
  public String kind() {
    return kind;
  }

  /** Whether it combines {@link #parts()}; otherwise it is one comparison. */
  public boolean combines() {
    return kind.equals("all") || kind.equals("any") || kind.equals("not");
  }

  /** What {@code all}, {@code any} or {@code not} combines; empty for a comparison. */
  public List<Condition> parts() {
    List<Condition> parts = new ArrayList<>();
    if (combines()) {
      Node below = fields.node().get(kind);
      if (below instanceof MappingNode mapping) {
        parts.add(new Condition(new Fields(mapping)));
      } else if (below instanceof SequenceNode sequence) {
        for (Node item : sequence.items()) {
          if (item instanceof MappingNode mapping) {
            parts.add(new Condition(new Fields(mapping)));
          }
        }
      }
    }
    return parts;
  }

  /** The operand's name; empty for a combination. */
  public String name() {
    return combines() ? "" : fields.text(kind, "");
  }

  /**
   * {@code equals}, {@code in}, {@code isSet} or {@code matches}; empty for a combination and a
   * bare profile.
   */
  public String test() {
    return test;
  }

  /**
   * What the test compares with: one text for {@code equals} and {@code matches}, the list of
   * {@code in}.
   */
  public List<String> texts() {
    if (test.equals("in")) {
      return fields.texts("in");
    }
    return test.equals("equals") || test.equals("matches")
        ? List.of(fields.text(test, ""))
        : List.of();
  }

  /** What {@code isSet} asks for: set and not empty, or the opposite. */
  public boolean isSet() {
    return fields.flag("isSet", true);
  }

  /** Where the operand's name stands; where the whole condition stands for a combination. */
  public ManifestLocation place() {
    return combines() ? fields.keyPlace(kind) : fields.place(kind);
  }

  /** Where what is compared with stands. */
  public ManifestLocation testPlace() {
    return fields.place(test);
  }

  /** The mapping that the condition is read from. */
  public Fields fields() {
    return fields;
  }
}

package dev.startguard.manifest.shape;

import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words for what does not fit the {@link Vocabulary}. Values are never quoted: the source line
 * shows them, where it may. Names are, but for those that may be a secret themselves.
 */
public final class ShapeProblems {
  private final List<Finding> findings;
  private final String[] path;
  private int depth;

  /**
   * @param path the keys from the root to where the pass is; {@link #at} says how many of them
   */
  ShapeProblems(List<Finding> findings, String[] path) {
    this.findings = findings;
    this.path = path;
  }

  ShapeProblems at(int levels) {
    depth = levels;
    return this;
  }

  /** A name as a finding may say it. */
  public static String shown(String name) {
    return Disclosure.looksLikeSecret(name) ? "(hidden)" : name;
  }

  void unknownSection(ScalarNode key) {
    unknown(key, "the manifest", Vocabulary.sections(), null);
  }

  void unknownKey(Shape shape, @Nullable String type, MappingNode.Pair pair, boolean override) {
    ScalarNode key = pair.key();
    String name = key.text();
    List<String> known = fields(shape, type, false);
    boolean secret = depth > 1 && path[0].equals("secrets") && shape.first(name) == null;
    if (secret
        && NearestName.of(name, known) == null
        && SecretProblem.holdsValue(key, pair.value())) {
      SecretProblem.report(
          path(),
          "has its value in the file",
          pair.value() instanceof MappingNode ? key.place() : pair.value().place(),
          "take it out of the file, and replace it: who read the file knows it",
          findings);
      return;
    }
    if (shape.first(name) != null) {
      String takes = words(fields(shape, type, true));
      add(
          report("manifest-unknown-key", path() + "." + name, "does not belong to type " + type)
              .at(
                  key.place(),
                  takes.isEmpty()
                      ? "type " + type + " takes no constraint"
                      : "type " + type + " takes " + takes)
              .fix("take " + name + " away, or change the type"));
      return;
    }
    if (shape.isProfiled() && !override) {
      known.add("profiles");
    }
    String hint = null;
    if (name.equals("default") && known.contains("codeDefault")) {
      hint = "Startguard sets nothing; codeDefault says what the code falls back to";
    } else if (name.equals("profiles") && override) {
      hint = "an override holds no further overrides";
    }
    unknown(key, path(), known, hint);
  }

  /** A name of entries: one that cannot be, or none of a fixed list. */
  void name(Shape names, ScalarNode key) {
    if (names.words().length > 0) {
      unknown(key, path(), List.of(names.words()), null);
      return;
    }
    add(
        report("manifest-name", path(), "holds a name that cannot be")
            .message(
                path()
                    + (names.kind() == Shape.Kind.NAME
                        ? " holds a name that no environment can hold"
                        : " holds an empty name"))
            .at(key.place(), Expectation.of(names))
            .fix("rename it"));
  }

  private void unknown(ScalarNode key, String where, List<String> known, @Nullable String hint) {
    String name = key.text();
    String near =
        hint != null && name.equals("default") ? "codeDefault" : NearestName.of(name, known);
    // under secrets a key that is like no other may be the secret itself, as in { hunter2 }
    boolean hidden = near == null && depth > 0 && path[0].equals("secrets");
    String said = hidden ? "(hidden)" : shown(name);
    String meant = near == null ? "" : "did you mean " + near + "?";
    add(
        report("manifest-unknown-key", depth == 0 ? said : path() + "." + said, "is not known")
            .detail(near == null ? "is not known" : "is not known; " + meant)
            .message(said + " is no key of " + where + (hint == null ? "" : ": " + hint))
            .at(
                key.place(),
                hint != null ? hint : near != null ? meant : "known here: " + words(known))
            .note("known", words(known))
            .fix(
                near == null
                    ? "take it away, or use a known key"
                    : "rename " + said + " to " + near));
  }

  /** A value of the wrong kind. */
  void wrong(Shape shape, Node value) {
    Shape text = shape.scalar();
    Shape asked = text != null && value instanceof ScalarNode ? text : shape;
    String near =
        value instanceof ScalarNode scalar
            ? NearestName.of(scalar.text(), List.of(asked.words()))
            : null;
    boolean entry = shape.bare() && value instanceof ScalarNode && depth == 2;
    if (entry && SecretProblem.isValue(path[0], path[1], near)) {
      SecretProblem.report(
          path(),
          "is no type, and reads like the secret itself",
          value.place(),
          "if it is the secret, take it out of the file and replace it; if not, name a type",
          findings);
      return;
    }
    String gist = "must be " + Expectation.noun(asked);
    String expected = Expectation.of(asked);
    String meant = near == null ? "" : "did you mean " + near + "?";
    add(
        report("manifest-type", path(), gist)
            .detail(near == null ? gist : gist + "; " + meant)
            .message(path() + " " + gist + Expectation.found(value))
            .at(value.place(), near == null ? expected : meant)
            .fix("write " + (near == null ? expected : near)));
  }

  /** Nothing where something must stand. */
  void empty(Shape shape, ScalarNode key, Node value) {
    String expected = Expectation.noun(shape);
    add(
        report("manifest-empty", path(), "is empty")
            .message(path() + " is empty: it asserts nothing")
            .at(
                value instanceof ScalarNode ? key.place() : value.place(),
                expected + " belongs here")
            .fix("write " + expected + ", or take the key away"));
  }

  void needs(ScalarNode key, String field) {
    needsOne(key, new String[] {field});
  }

  void needsOne(ScalarNode key, String[] fields) {
    String missing = fields.length == 1 ? fields[0] : "one of " + words(List.of(fields));
    add(
        report("manifest-empty", path(), "needs " + missing)
            .message(path() + " asserts nothing without " + missing)
            .at(key.place(), missing + " is missing")
            .fix("add " + missing));
  }

  void both(ScalarNode key, ScalarNode first) {
    add(
        report("manifest-type", path() + "." + key.text(), "excludes " + first.text())
            .message(
                path()
                    + " has both "
                    + first.text()
                    + " and "
                    + key.text()
                    + ", which exclude each other")
            .at(key.place(), "only one of them may stand")
            .related(first.place(), first.text() + " stands here")
            .fix("keep one of them"));
  }

  void onlyWith(ScalarNode key, Shape field) {
    String others = words(List.of(field.onlyWith()));
    add(
        report("manifest-type", path() + "." + field.name(), "means nothing without " + others)
            .at(key.place(), "only beside " + others)
            .fix("take " + field.name() + " away, or add " + others));
  }

  void noService(MappingNode root) {
    add(
        report("manifest-empty", "service", "is missing")
            .message("service is missing: the report must say whose start it is about")
            .at(root.pairs().get(0).key().place(), "service: NAME is missing")
            .fix("add service: NAME"));
  }

  void noCheck(MappingNode root) {
    add(
        report("manifest-empty", root.place().source().name(), "checks nothing")
            .message(
                "the manifest checks nothing: none of "
                    + words(Vocabulary.checking())
                    + " stands in it")
            .at(root.pairs().get(0).key().place(), "env, secrets or another section is missing")
            .fix("declare the service's variables under env"));
  }

  void sameName(ScalarNode key, ScalarNode earlier) {
    boolean same = key.text().equals(earlier.text());
    String name = shown(key.text());
    add(
        report(
                "manifest-name",
                name,
                same ? "is declared twice" : "differs from another name in case only")
            .message(
                same
                    ? name + " is declared as a secret and as something else"
                    : name
                        + " and "
                        + shown(earlier.text())
                        + " differ in case only, and are one name on some systems")
            .at(key.place(), same ? "declared again" : "differs in case only")
            .related(earlier.place(), "the other one")
            .fix(same ? "keep the one under secrets" : "rename one of them"));
  }

  /** {@code profiles} inside a mapping, or one profile in it, that replaces nothing. */
  void overrides(MappingNode.Pair pair, String form) {
    Node value = pair.value();
    boolean empty =
        value instanceof MappingNode || (value instanceof ScalarNode scalar && scalar.isNull());
    add(
        report(
                empty ? "manifest-empty" : "manifest-type",
                path(),
                empty ? "is empty" : "must be " + form)
            .message(path() + " must be " + form)
            .at(pair.key().place(), form)
            .fix("name what the profile replaces, or take it away"));
  }

  /** A condition that is none. */
  void condition(Node at, String gist, String label) {
    add(report("manifest-type", path(), gist).at(at.place(), label).fix("write " + label));
  }

  private static List<String> fields(Shape shape, @Nullable String type, boolean ofTypeOnly) {
    List<String> names = new ArrayList<>();
    for (Shape field : shape.fields()) {
      if (field.fits(type) && (!ofTypeOnly || field.needsType()) && !names.contains(field.name())) {
        names.add(field.name());
      }
    }
    return names;
  }

  static String words(List<String> names) {
    StringBuilder words = new StringBuilder();
    for (String name : names) {
      words.append(words.length() == 0 ? "" : ", ").append(name);
    }
    return words.toString();
  }

  private String path() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      words.append(i == 0 ? "" : ".").append(shown(path[i]));
    }
    return words.toString();
  }

  private static FindingBuilder report(String id, String subject, String gist) {
    return Finding.of(id, Severity.ERROR, subject).gist(gist);
  }

  private void add(FindingBuilder finding) {
    findings.add(finding.build());
  }
}

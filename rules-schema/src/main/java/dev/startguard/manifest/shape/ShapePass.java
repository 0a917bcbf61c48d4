package dev.startguard.manifest.shape;

import dev.startguard.finding.Finding;
import dev.startguard.manifest.shape.Shape.Kind;
import dev.startguard.manifest.tree.Limits;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a tree against the {@link Vocabulary}. Writes short forms out, and leaves in the tree only
 * what fits, so that the passes behind it need not look at kinds again.
 *
 * <p>A file that includes others may say a part of an entry, and leave the rest to them: {@code
 * HTTP_PORT: { max: 9000 }}. Nothing is asked of it that may stand elsewhere; the merged tree is
 * held against the vocabulary once more, and then everything is.
 */
public final class ShapePass {
  /** Secrets last: a secret's name must not be used for anything else. */
  private static final String[] VARIABLES = {"env", "flags", "secrets"};

  private final List<Finding> findings;
  private final String[] path = new String[Limits.MOST_DEPTH + 2];
  private int depth;
  private boolean partial;
  private @Nullable ShapeProblems problems;

  private ShapePass(List<Finding> findings, boolean partial) {
    this.findings = findings;
    this.partial = partial;
  }

  /**
   * Checks a file's tree, or the tree that several were merged to.
   *
   * @param service whether the file is a service's own manifest, not one to include
   */
  public static void check(MappingNode root, boolean service, List<Finding> findings) {
    new ShapePass(findings, root.pair("include") != null).root(root, service);
  }

  private void root(MappingNode root, boolean service) {
    boolean named = root.pair("service") != null;
    boolean checking = checks(root);
    List<MappingNode.Pair> pairs = root.pairs();
    for (int i = 0; i < pairs.size(); ) {
      MappingNode.Pair pair = pairs.get(i);
      Shape shape = Vocabulary.section(pair.name());
      if (shape == null) {
        checking = true; // nobody knows what was meant
        problems().unknownSection(pair.key());
      }
      i = keep(root, i, shape == null ? null : below(shape, pair));
    }
    if (service && !named) {
      problems().noService(root);
    }
    if ((service || named) && !checking) {
      problems().noCheck(root);
    }
    distinct(root);
  }

  private static boolean checks(MappingNode root) {
    for (String section : Vocabulary.checking()) {
      if (root.pair(section) != null) {
        return true;
      }
    }
    return false;
  }

  /** Names that differ in case only are one name on some systems, and a mistake on all. */
  private void distinct(MappingNode root) {
    Map<String, MappingNode.Pair> names = new HashMap<>();
    for (String section : VARIABLES) {
      if (root.get(section) instanceof MappingNode entries) {
        for (MappingNode.Pair pair : entries.pairs()) {
          MappingNode.Pair earlier = names.putIfAbsent(pair.name().toUpperCase(Locale.ROOT), pair);
          if (earlier != null
              && (section.equals("secrets") || !earlier.name().equals(pair.name()))) {
            problems().sameName(pair.key(), earlier.key());
          }
        }
      }
    }
  }

  /**
   * What is left of a pair's value: the value itself, its long form, or null when it does not fit.
   */
  @Nullable Node below(Shape shape, MappingNode.Pair pair) {
    path[depth++] = pair.name();
    Node kept = checked(shape, pair.key(), pair.value());
    depth--;
    return kept;
  }

  /**
   * Puts what is left of the pair at an index in its place, or takes the pair away; the index of
   * the next pair.
   */
  private static int keep(MappingNode mapping, int index, @Nullable Node kept) {
    if (kept == null) {
      mapping.remove(index);
      return index;
    }
    mapping.pairs().get(index).value(kept);
    return index + 1;
  }

  private @Nullable Node checked(Shape shape, ScalarNode key, Node value) {
    if (value instanceof ScalarNode scalar) {
      return scalar(shape, key, scalar);
    }
    Kind kind = shape.kind();
    if (value instanceof SequenceNode sequence) {
      return kind == Kind.LIST ? list(shape, key, sequence) : wrong(shape, key, value);
    }
    MappingNode mapping = (MappingNode) value;
    if (mapping.pairs().isEmpty() && !shape.bare()) {
      boolean fits = kind == Kind.MAPPING || kind == Kind.ENTRIES || kind == Kind.CONDITION;
      if (fits) {
        problems().empty(shape, key, value);
      }
      return fits ? null : wrong(shape, key, value);
    }
    if (kind == Kind.MAPPING) {
      fields(shape, key, mapping, shape.typeOf(mapping), false);
      return mapping;
    }
    if (kind == Kind.ENTRIES) {
      return entries(shape, mapping);
    }
    return kind == Kind.CONDITION
        ? new ConditionShape(this, problems()).checked(mapping)
        : wrong(shape, key, value);
  }

  private @Nullable Node scalar(Shape shape, ScalarNode key, ScalarNode scalar) {
    if (scalar.isUnknown()) {
      return null;
    }
    if (scalar.isNull()) {
      if (shape.bare()) {
        return new MappingNode(key.place());
      }
      problems().empty(shape, key, scalar);
      return null;
    }
    Shape instead = shape.scalar();
    Shape text = instead == null ? shape : instead;
    if (!Scalars.fit(text, scalar)) {
      ScalarNode spelt = Scalars.respelt(text, scalar);
      return spelt == null ? wrong(shape, key, scalar) : spelt;
    }
    if (shape.shortFor() == null) {
      return scalar;
    }
    MappingNode mapping = new MappingNode(key.place());
    mapping.add(new ScalarNode(scalar.place(), shape.shortFor(), true), scalar);
    return mapping;
  }

  private @Nullable Node wrong(Shape shape, ScalarNode key, Node value) {
    problems().wrong(shape, value);
    return shape.bare() ? new MappingNode(key.place()) : null;
  }

  private @Nullable SequenceNode list(Shape shape, ScalarNode key, SequenceNode list) {
    if (list.items().isEmpty() && !shape.mayBeEmpty()) {
      problems().empty(shape, key, list);
      return null;
    }
    Shape item = shape.itemShape();
    boolean before = partial;
    partial = false; // a list is replaced whole, so each of its items must be complete
    for (int i = 0; i < list.items().size(); ) {
      Node value = list.items().get(i);
      Node kept = checked(item, new ScalarNode(value.place(), key.text(), true), value);
      if (kept == null) {
        list.items().remove(i);
      } else {
        list.items().set(i++, kept);
      }
    }
    partial = before;
    return list;
  }

  private MappingNode entries(Shape shape, MappingNode entries) {
    Shape item = shape.itemShape();
    Shape names = shape.keyShape();
    List<MappingNode.Pair> pairs = entries.pairs();
    for (int i = 0; i < pairs.size(); ) {
      MappingNode.Pair pair = pairs.get(i);
      boolean named = Scalars.fits(names, pair.name());
      if (!named) {
        problems().name(names, pair.key());
      }
      Node kept = below(item, pair);
      i = keep(entries, i, named ? kept : null);
    }
    return entries;
  }

  /** The fields of a mapping, or of a profile's override of it. */
  private void fields(
      Shape shape, ScalarNode key, MappingNode mapping, @Nullable String type, boolean override) {
    MappingNode dropped = null;
    boolean open = partial && shape.usualType() != null && mapping.pair("type") == null;
    List<MappingNode.Pair> pairs = mapping.pairs();
    for (int i = 0; i < pairs.size(); ) {
      MappingNode.Pair pair = pairs.get(i);
      Node kept = open ? openField(shape, pair, override) : field(shape, pair, type, override);
      if (kept == null) {
        dropped = dropped == null ? new MappingNode(mapping.place()) : dropped;
        dropped.add(pair.key(), pair.value());
      }
      i = keep(mapping, i, kept);
    }
    complete(shape, key, mapping, dropped, type, override);
  }

  private @Nullable Node field(
      Shape shape, MappingNode.Pair pair, @Nullable String type, boolean override) {
    Shape field = shape.field(pair.name(), type);
    if (field != null) {
      // beside a type that nobody knows nobody knows what fits
      return type == null && field.needsType() ? null : below(field, pair);
    }
    if (!override && shape.isProfiled() && pair.name().equals("profiles")) {
      return overrides(shape, pair, type);
    }
    problems().unknownKey(shape, type, pair, override);
    return null;
  }

  /** A field of an entry whose type stands in another file: whatever any type takes. */
  private @Nullable Node openField(Shape shape, MappingNode.Pair pair, boolean override) {
    Shape known = null;
    for (Shape field : shape.fields()) {
      if (field.name().equals(pair.name()) && (known == null || takes(field, pair.value()))) {
        known = field;
      }
    }
    return known == null ? field(shape, pair, null, override) : below(known, pair);
  }

  private static boolean takes(Shape shape, Node value) {
    if (value instanceof ScalarNode scalar) {
      Shape instead = shape.scalar();
      return Scalars.fit(instead == null ? shape : instead, scalar);
    }
    return (value instanceof SequenceNode) == (shape.kind() == Kind.LIST);
  }

  /**
   * Whether all stands that must, and nothing beside what it excludes. What was dropped has been
   * reported.
   */
  private void complete(
      Shape shape,
      ScalarNode key,
      MappingNode mapping,
      @Nullable MappingNode dropped,
      @Nullable String type,
      boolean override) {
    for (Shape field : shape.fields()) {
      if (override || partial || (type == null && field.needsType())) {
        continue;
      }
      if (field.required() && field.fits(type) && given(field.name(), mapping, dropped) == null) {
        problems().needs(key, field.name());
      }
      MappingNode.Pair given = field.onlyWith().length > 0 ? mapping.pair(field.name()) : null;
      if (given != null && !anyOf(field.onlyWith(), mapping, dropped)) {
        problems().onlyWith(given.key(), field);
      }
    }
    for (String[] names : shape.exactlyOne()) {
      MappingNode.Pair first = null;
      for (String name : names) {
        MappingNode.Pair pair = given(name, mapping, dropped);
        if (pair != null && first != null) {
          problems().both(pair.key(), first.key());
        }
        first = first == null ? pair : first;
      }
      if (first == null && !override && !partial) {
        problems().needsOne(key, names);
      }
    }
  }

  private static boolean anyOf(String[] names, MappingNode mapping, @Nullable MappingNode dropped) {
    for (String name : names) {
      if (given(name, mapping, dropped) != null) {
        return true;
      }
    }
    return false;
  }

  private static MappingNode.@Nullable Pair given(
      String name, MappingNode mapping, @Nullable MappingNode dropped) {
    MappingNode.Pair pair = mapping.pair(name);
    return pair == null && dropped != null ? dropped.pair(name) : pair;
  }

  /**
   * {@code profiles: { NAME: { … } }} inside a mapping: the same fields, each replacing its own.
   */
  private @Nullable Node overrides(Shape shape, MappingNode.Pair profiles, @Nullable String type) {
    path[depth++] = "profiles";
    MappingNode kept = profiles.value() instanceof MappingNode mapping ? mapping : null;
    if (kept == null || kept.pairs().isEmpty()) {
      problems().overrides(profiles, "a mapping by profile: { dev: { … } }");
      depth--;
      return null;
    }
    for (int i = 0; i < kept.pairs().size(); ) {
      i = keep(kept, i, override(shape, kept.pairs().get(i), type));
    }
    depth--;
    return kept;
  }

  private @Nullable Node override(Shape shape, MappingNode.Pair profile, @Nullable String type) {
    path[depth++] = profile.name();
    MappingNode fields = profile.value() instanceof MappingNode mapping ? mapping : null;
    if (Scalars.isBlank(profile.name())) {
      problems().name(Shape.scalar("", Kind.TEXT), profile.key());
      fields = null;
    } else if (fields == null || fields.pairs().isEmpty()) {
      problems().overrides(profile, "a mapping of the fields that the profile replaces");
      fields = null;
    } else {
      String own = fields.pair("type") == null ? type : shape.typeOf(fields);
      fields(shape, profile.key(), fields, own, true);
    }
    depth--;
    return fields;
  }

  private ShapeProblems problems() {
    ShapeProblems known = problems;
    if (known == null) {
      known = new ShapeProblems(findings, path);
      problems = known;
    }
    return known.at(depth);
  }
}

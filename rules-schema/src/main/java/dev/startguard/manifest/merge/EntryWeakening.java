package dev.startguard.manifest.merge;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.manifest.shape.Shape;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares one merged entry, field by field, with what each file says of it. */
final class EntryWeakening {
  private final Weakening weakening;
  private final String section;
  private final String subject;
  private final Shape shape;
  private final List<MappingNode.Pair> statements;
  private final MappingNode merged;

  /** The profile whose override is being compared; null for the base. */
  private @Nullable String profile;

  EntryWeakening(
      Weakening weakening,
      String section,
      String subject,
      Shape shape,
      List<MappingNode.Pair> statements,
      MappingNode merged) {
    this.weakening = weakening;
    this.section = section;
    this.subject = subject;
    this.shape = shape;
    this.statements = statements;
    this.merged = merged;
  }

  void check() {
    for (MappingNode.Pair field : merged.pairs()) {
      field(field);
    }
    replaced();
    if (shape.isProfiled() && merged.get("profiles") instanceof MappingNode overrides) {
      for (MappingNode.Pair override : overrides.pairs()) {
        if (override.value() instanceof MappingNode fields) {
          profile = override.name();
          for (MappingNode.Pair field : fields.pairs()) {
            field(field);
          }
        }
      }
    }
  }

  /**
   * Compares a field as it stands in the end with each file's, the first that is weakened is
   * reported.
   */
  private void field(MappingNode.Pair field) {
    Shape known = FieldMerge.field(shape, field.name(), shape.typeOf(merged));
    if (known == null || Requirement.decides(field.name())) {
      return;
    }
    boolean said = false;
    for (MappingNode.Pair statement : statements) {
      Node demanded = said(statement, field.name());
      said |= demanded != null;
      if (demanded != null) {
        if (compare(known, known.tighter(), field.name(), field, demanded)) {
          return;
        }
      } else if (!said
          && weakening.layer(statement.key().place()) < weakening.layer(field.key().place())) {
        String how = overUsual(field.name(), field.value());
        if (how != null) {
          report(field.name(), how, field, statement.key().place());
          return;
        }
      }
    }
  }

  /** What a file says of the field: under the profile first, when one is compared. */
  private @Nullable Node said(MappingNode.Pair statement, String field) {
    if (!(statement.value() instanceof MappingNode fields)) {
      return null;
    }
    if (profile != null
        && fields.get("profiles") instanceof MappingNode overrides
        && overrides.get(profile) instanceof MappingNode override
        && override.get(field) != null) {
      return override.get(field);
    }
    return fields.get(field);
  }

  /** Compares, and within mappings too; returns whether something was weaker. */
  private boolean compare(
      Shape known, @Nullable String inherited, String path, MappingNode.Pair field, Node demanded) {
    if (field.value() == demanded) {
      return false;
    }
    if (FieldMerge.merges(known)
        && field.value() instanceof MappingNode values
        && demanded instanceof MappingNode demands) {
      boolean weaker = false;
      for (MappingNode.Pair demand : demands.pairs()) {
        MappingNode.Pair value = values.pair(demand.name());
        Shape inner = FieldMerge.field(known, demand.name(), null);
        if (value != null && inner != null) {
          String tighter = inner.tighter() == null ? inherited : inner.tighter();
          weaker |= compare(inner, tighter, path + "." + demand.name(), value, demand.value());
        }
      }
      return weaker;
    }
    if (weakening.layer(place(field)) <= weakening.layer(demanded.place())) {
      return false;
    }
    String how = Tighter.weaker(known, inherited, field.value(), demanded);
    if (how != null) {
      report(path, how, field, demanded.place());
    }
    return how != null;
  }

  /** What was said below, and has no place any more beside what was said above. */
  private void replaced() {
    for (MappingNode.Pair statement : statements) {
      if (statement.value() instanceof MappingNode fields) {
        for (MappingNode.Pair lost : fields.pairs()) {
          Shape known = FieldMerge.field(shape, lost.name(), shape.typeOf(fields));
          if (merged.get(lost.name()) == null
              && known != null
              && known.tighter() != null
              && !Requirement.decides(lost.name())) {
            ManifestLocation top = statements.get(statements.size() - 1).key().place();
            weakening.report(
                section, subject, lost.name(), "is replaced", null, top, lost.key().place());
          }
        }
      }
    }
  }

  /** How a value is weaker than what holds when the field is not given; null when it is not. */
  private @Nullable String overUsual(String field, Node value) {
    String text = value instanceof ScalarNode scalar ? scalar.text() : "";
    return switch (field) {
      case "allowEmpty", "ignoreCase" -> text.equals("true") ? "is switched on" : null;
      case "accept" -> "has further items";
      case "onProfile" -> "leaves profiles out";
      case "severity" -> text.equals("warning") && !section.equals("probes") ? "is lower" : null;
      case "others" -> text.equals("allow") ? "is lower" : null;
      default -> null;
    };
  }

  private void report(String path, String how, MappingNode.Pair field, ManifestLocation demand) {
    weakening.report(section, subject, path, how, profile, place(field), demand);
  }

  private static ManifestLocation place(MappingNode.Pair field) {
    return field.value() instanceof ScalarNode ? field.value().place() : field.key().place();
  }
}

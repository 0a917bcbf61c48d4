package dev.startguard.manifest.type;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A type and the constraints beside it, as a manifest's entry has them. */
final class Judging {
  private static final ManifestLocation PLACE =
      new ManifestLocation(new SourceFile("startguard.yaml", 0, ""), 1, 1, 1);

  private final String name;
  private final MappingNode entry = new MappingNode(PLACE);

  private Judging(String name) {
    this.name = name;
  }

  static Judging type(String name) {
    return new Judging(name);
  }

  Judging with(String field, String value) {
    entry.add(scalar(field), scalar(value));
    return this;
  }

  Judging with(String field, List<String> values) {
    List<Node> items = new ArrayList<>();
    for (String value : values) {
      items.add(scalar(value));
    }
    entry.add(scalar(field), new SequenceNode(PLACE, items));
    return this;
  }

  /** {@code of: { type: …, … }}. */
  Judging of(Judging element) {
    element.entry.add(scalar("type"), scalar(element.name));
    entry.add(scalar("of"), element.entry);
    return this;
  }

  String name() {
    return name;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(name);
    for (MappingNode.Pair pair : entry.pairs()) {
      out.append(' ').append(pair.name());
    }
    return out.toString();
  }

  Fields fields() {
    return new Fields(entry);
  }

  ValueType type() {
    return Objects.requireNonNull(ValueTypes.of(name), name);
  }

  Judgement judge(String text) {
    return type().judge(text, fields());
  }

  /** The canonical text; {@code wrong: PROBLEM} or {@code FIELD: PROBLEM} when it does not fit. */
  String outcome(String text) {
    Judgement judgement = judge(text);
    return switch (judgement.kind()) {
      case FITS -> judgement.canonical();
      case WRONG_TYPE -> "wrong: " + judgement.problem();
      case BREAKS_CONSTRAINT -> judgement.field() + ": " + judgement.problem();
    };
  }

  String hint(String text) {
    return String.valueOf(judge(text).hint());
  }

  String expectation() {
    return type().expectation(fields());
  }

  /** {@code FIELD PROBLEM}; {@code none}. */
  String contradiction() {
    Judgement judgement = type().contradiction(fields());
    return judgement == null ? "none" : judgement.field() + " " + judgement.problem();
  }

  private static ScalarNode scalar(String text) {
    return new ScalarNode(PLACE, text, true);
  }
}

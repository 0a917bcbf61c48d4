package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.manifest.number.Quantity;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of a mapping that the reader has checked: what is declared a number is one. Each
 * read names the field as it stands in the manifest.
 */
public final class Fields {
  private final MappingNode node;

  public Fields(MappingNode node) {
    this.node = node;
  }

  public MappingNode node() {
    return node;
  }

  public boolean has(String name) {
    return node.get(name) != null;
  }

  public @Nullable String text(String name) {
    return node.get(name) instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text() : null;
  }

  public String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  /** {@code true} or {@code false}; {@code otherwise} when not given. */
  public boolean flag(String name, boolean otherwise) {
    String text = text(name);
    return text == null ? otherwise : text.equals("true");
  }

  /** A whole number in YAML 1.2's core spelling; {@code otherwise} when not given. */
  public long whole(String name, long otherwise) {
    String text = text(name);
    return text == null ? otherwise : Quantity.whole(text);
  }

  /** A duration in nanoseconds; {@code otherwise} when not given. */
  public long nanos(String name, long otherwise) {
    String text = text(name);
    return text == null ? otherwise : Quantity.nanos(text);
  }

  /** The scalars of a list; empty when not given. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (node.get(name) instanceof SequenceNode sequence) {
      for (Node item : sequence.items()) {
        texts.add(((ScalarNode) item).text());
      }
    }
    return texts;
  }

  /** A nested mapping; null when not given. */
  public @Nullable Fields fields(String name) {
    return node.get(name) instanceof MappingNode mapping ? new Fields(mapping) : null;
  }

  /** Where the field's value stands; where the whole entry stands when the field is not given. */
  public ManifestLocation place(String name) {
    Node value = node.get(name);
    return value == null ? node.place() : value.place();
  }

  /** Where the field's name stands; where the whole entry stands when the field is not given. */
  public ManifestLocation keyPlace(String name) {
    MappingNode.Pair pair = node.pair(name);
    return pair == null ? node.place() : pair.key().place();
  }
}

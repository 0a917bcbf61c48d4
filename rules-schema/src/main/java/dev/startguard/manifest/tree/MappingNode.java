package dev.startguard.manifest.tree;

import dev.startguard.finding.ManifestLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping in the order of the file. Keys are scalars and occur once. */
public final class MappingNode extends Node {

  /** A key and its value. */
  public static final class Pair {
    private final ScalarNode key;
    private Node value;

    public Pair(ScalarNode key, Node value) {
      this.key = key;
      this.value = value;
    }

    public ScalarNode key() {
      return key;
    }

    public String name() {
      return key.text();
    }

    public Node value() {
      return value;
    }

    /** Puts another value under the same key: a short form's long one. */
    public void value(Node other) {
      value = other;
    }
  }

  private final List<Pair> pairs = new ArrayList<>();
  private final Map<String, Pair> byName = new HashMap<>();

  public MappingNode(ManifestLocation place) {
    super(place);
  }

  public List<Pair> pairs() {
    return pairs;
  }

  public @Nullable Pair pair(String name) {
    return byName.get(name);
  }

  public @Nullable Node get(String name) {
    Pair pair = byName.get(name);
    return pair == null ? null : pair.value();
  }

  /** Adds a pair; returns the one that already has the name, and then adds nothing. */
  public @Nullable Pair add(ScalarNode key, Node value) {
    Pair pair = new Pair(key, value);
    Pair earlier = byName.putIfAbsent(key.text(), pair);
    if (earlier == null) {
      pairs.add(pair);
    }
    return earlier;
  }

  /** Takes the pair at an index of {@link #pairs()} away. */
  public void remove(int index) {
    byName.remove(pairs.remove(index).name());
  }

  /** Puts a value under a name, in the place of an earlier one or at the end. */
  public void put(ScalarNode key, Node value) {
    Pair pair = new Pair(key, value);
    Pair earlier = byName.put(key.text(), pair);
    if (earlier == null) {
      pairs.add(pair);
    } else {
      pairs.set(pairs.indexOf(earlier), pair);
    }
  }
}

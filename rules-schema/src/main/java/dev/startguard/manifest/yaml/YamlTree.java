package dev.startguard.manifest.yaml;

import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.shape.SecretProblem;
import dev.startguard.manifest.tree.Limits;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.ParserImpl;

/**
 * Builds the tree of any file from SnakeYAML's parser events, which keep the marks and load no
 * object machinery, or says why there is none. What YAML can and a manifest may not (anchors, tags,
 * a second document) is reported and left out of the tree, so that the rest can be judged.
 */
public final class YamlTree {
  private final SourceFile file;
  private final YamlProblems problems;
  private final CodePoints points;
  private final ParserImpl parser;
  private int nodes;
  private int depth;
  private final boolean whole;
  private boolean secret;

  private YamlTree(SourceFile file, String text, boolean whole, List<Finding> findings) {
    this.file = file;
    this.whole = whole;
    problems = new YamlProblems(file, text, findings);
    points = new CodePoints(text);
    parser = new ParserImpl(points, new LoaderOptions());
  }

  /**
   * The root mapping of {@code text}; null when there is none, and then at least one finding says
   * why.
   */
  public static @Nullable MappingNode read(SourceFile file, String text, List<Finding> findings) {
    return new YamlTree(file, text, false, findings).root();
  }

  /** The root mapping with all that a manifest may not hold in it; null when there is none. */
  public static @Nullable MappingNode whole(SourceFile file, String text) {
    return new YamlTree(file, text, true, new ArrayList<>()).root();
  }

  private @Nullable MappingNode root() {
    if (problems.character() || problems.directive()) {
      return null;
    }
    try {
      return document();
    } catch (LimitException limit) {
      problems.limit(limit.place, limit.deep);
    } catch (MarkedYAMLException e) {
      problems.syntax(e);
    } catch (RuntimeException e) {
      // the scanner throws unmarked ones too: NumberFormatException for "\UFFFFFFFF"
      problems.syntax(points.getMark());
    }
    return null;
  }

  /** Too deep, or too many nodes. Ends the parse where it stands. */
  private static final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ManifestLocation place;
    private final boolean deep;

    LimitException(ManifestLocation place, boolean deep) {
      super(null, null, false, false);
      this.place = place;
      this.deep = deep;
    }
  }

  private @Nullable MappingNode document() {
    parser.getEvent();
    if (!(parser.getEvent() instanceof DocumentStartEvent)) {
      problems.empty();
      return null;
    }
    Node root = node(parser.getEvent());
    parser.getEvent();
    Event next = parser.getEvent();
    if (!(next instanceof StreamEndEvent)) {
      problems.secondDocument(place(next));
    }
    if (root instanceof MappingNode mapping) {
      return mapping;
    }
    if (root instanceof ScalarNode scalar && scalar.isNull()) {
      problems.empty();
    } else {
      problems.noMapping(root.place());
    }
    return null;
  }

  private Node node(Event event) {
    ManifestLocation place = place(event);
    if (++nodes > Limits.MOST_NODES) {
      throw new LimitException(place, false);
    }
    if (event instanceof AliasEvent) {
      problems.feature("alias", place);
      return ScalarNode.unknown(place);
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      problems.feature("anchor", place(event));
    }
    if (event instanceof ScalarEvent scalar) {
      if (scalar.getTag() != null) {
        problems.feature("tag", place);
      }
      return new ScalarNode(place, scalar.getValue(), scalar.isPlain());
    }
    CollectionStartEvent start = (CollectionStartEvent) event;
    if (start.getTag() != null) {
      problems.feature("tag", place);
    }
    if (++depth > Limits.MOST_DEPTH) {
      throw new LimitException(place, true);
    }
    Node collection = start instanceof SequenceStartEvent ? sequence(place) : mapping(place);
    depth--;
    return collection;
  }

  private SequenceNode sequence(ManifestLocation place) {
    List<Node> items = new ArrayList<>();
    for (Event next = parser.getEvent();
        !(next instanceof SequenceEndEvent);
        next = parser.getEvent()) {
      items.add(node(next));
    }
    return new SequenceNode(place, items);
  }

  private MappingNode mapping(ManifestLocation place) {
    MappingNode mapping = new MappingNode(place);
    for (Event next = parser.getEvent();
        !(next instanceof MappingEndEvent);
        next = parser.getEvent()) {
      Node key = node(next);
      if (depth == 1) {
        secret = key instanceof ScalarNode section && section.text().equals("secrets");
      }
      Node value = node(parser.getEvent());
      if (!add(mapping, key, value) && whole) {
        mapping.pairs().add(new MappingNode.Pair(new ScalarNode(key.place(), "", true), key));
        mapping.pairs().add(new MappingNode.Pair(new ScalarNode(key.place(), "", true), value));
      }
    }
    return mapping;
  }

  private boolean add(MappingNode mapping, Node key, Node value) {
    if (!(key instanceof ScalarNode name)) {
      problems.feature("complex key", key.place());
      return false;
    }
    if (name.isUnknown()) {
      return false;
    }
    if (name.plain() && name.text().equals("<<")) {
      problems.feature("merge key", name.place());
      return false;
    }
    MappingNode.Pair earlier = mapping.add(name, value);
    if (earlier != null) {
      problems.duplicate(name, earlier.key(), secret && depth > 2 && !SecretProblem.isField(name));
    }
    return earlier == null;
  }

  private ManifestLocation place(Event event) {
    Mark start = event.getStartMark();
    Mark end = event.getEndMark();
    int length = start.getLine() == end.getLine() ? end.getColumn() - start.getColumn() : 1;
    boolean scalar = event instanceof ScalarEvent || event instanceof AliasEvent;
    return new ManifestLocation(
        file, start.getLine() + 1, start.getColumn() + 1, scalar ? Math.max(1, length) : 1);
  }
}

package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Trees to compare with those of the reader. */
public final class Trees {
  private static final ManifestLocation NOWHERE =
      new ManifestLocation(new SourceFile("", 0, ""), 1, 1, 1);

  private final ParserImpl parser;

  private Trees(String text) {
    parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  /** A document's tree as plain SnakeYAML has it, of any kind at its root. */
  public static Node of(String text) {
    Trees trees = new Trees(text);
    trees.parser.getEvent();
    if (trees.parser.getEvent() instanceof StreamEndEvent) {
      return new ScalarNode(NOWHERE, "", true);
    }
    return trees.node(trees.parser.getEvent());
  }

  /** A tree as nested lists that compare by value, places included. */
  public static List<Object> flat(Node node) {
    List<Object> out = new ArrayList<>();
    out.add(node.place().line() + ":" + node.place().column() + "+" + node.place().length());
    if (node instanceof ScalarNode scalar) {
      out.add(scalar.text() + (scalar.plain() ? "" : " quoted"));
    } else if (node instanceof SequenceNode sequence) {
      sequence.items().forEach(item -> out.add(flat(item)));
    } else if (node instanceof MappingNode mapping) {
      mapping
          .pairs()
          .forEach(
              pair -> {
                out.add(flat(pair.key()));
                out.add(flat(pair.value()));
              });
    }
    return out;
  }

  private Node node(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return new ScalarNode(NOWHERE, scalar.getValue(), scalar.isPlain());
    }
    if (event instanceof SequenceStartEvent) {
      List<Node> items = new ArrayList<>();
      for (Event next = parser.getEvent();
          !(next instanceof SequenceEndEvent);
          next = parser.getEvent()) {
        items.add(node(next));
      }
      return new SequenceNode(NOWHERE, items);
    }
    MappingNode mapping = new MappingNode(NOWHERE);
    for (Event next = parser.getEvent();
        !(next instanceof MappingEndEvent);
        next = parser.getEvent()) {
      mapping.add((ScalarNode) node(next), node(parser.getEvent()));
    }
    return mapping;
  }
}

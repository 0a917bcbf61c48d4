package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree from SnakeYAML's parser events: they keep the marks, and load no object
 * machinery.
 */
final class YamlTree {
  private final ParserImpl parser;
  private final SourceFile file;

  private YamlTree(ParserImpl parser, SourceFile file) {
    this.parser = parser;
    this.file = file;
  }

  static MappingNode parse(SourceFile file, String text) {
    YamlTree tree = new YamlTree(new ParserImpl(new StreamReader(text), new LoaderOptions()), file);
    tree.parser.getEvent();
    tree.parser.getEvent();
    return (MappingNode) tree.node(tree.parser.getEvent());
  }

  private Node node(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    if (event instanceof SequenceStartEvent) {
      List<Node> items = new ArrayList<>();
      ManifestLocation place = place(event);
      for (Event next = parser.getEvent();
          !(next instanceof SequenceEndEvent);
          next = parser.getEvent()) {
        items.add(node(next));
      }
      return new SequenceNode(place, items);
    }
    if (event instanceof MappingStartEvent) {
      MappingNode mapping = new MappingNode(place(event));
      for (Event next = parser.getEvent();
          !(next instanceof MappingEndEvent);
          next = parser.getEvent()) {
        ScalarNode key = scalar((ScalarEvent) next);
        mapping.add(key, node(parser.getEvent()));
      }
      return mapping;
    }
    throw new IllegalStateException("unexpected event");
  }

  private ScalarNode scalar(ScalarEvent event) {
    return new ScalarNode(place(event), event.getValue(), event.isPlain());
  }

  private ManifestLocation place(Event event) {
    Mark start = event.getStartMark();
    Mark end = event.getEndMark();
    int length = start.getLine() == end.getLine() ? end.getColumn() - start.getColumn() : 1;
    return new ManifestLocation(
        file, start.getLine() + 1, start.getColumn() + 1, Math.max(1, length));
  }
}

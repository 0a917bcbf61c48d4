package dev.startguard.manifest.yaml;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A short cut past SnakeYAML for the YAML that manifests are written in every day: block mappings
 * and sequences, flow collections, plain and simply quoted scalars on one line, comments.
 *
 * <p>It either builds exactly the tree that {@link YamlTree} would, marks included, or gives up at
 * the first thing that is out of the ordinary (an escape, a block scalar, a tab, an anchor, a
 * mistake of any kind), and SnakeYAML reads the file from its start and has the say. A test holds
 * the two against each other over every manifest of the project and over generated ones. The reason
 * for it is the cold JVM: SnakeYAML's 69 classes and its scanner's many calls a character cost 25
 * ms of an agent's start on two cores, this class 3 ms.
 */
public final class EverydayTree {
  private static final int DEPTH = 24;

  private static final int ODD = 1;
  private static final int NO_START = 2;
  private static final int FLOW = 4;
  private static final int STOP = 8;
  private static final int FLOW_STOP = 16;

  /**
   * What each ASCII character means; what it is once a scalar has begun, is decided by its class.
   */
  private static final byte[] CLASSES = classes();

  private final SourceFile file;
  private final String text;
  // an array, and a table: in a JVM that interprets, String.charAt and indexOf are ten times slower
  private final char[] chars;
  private final int end;
  private final int maxNodes;
  private int at;
  private int line = 1;
  private int lineStart;
  private int nodes;
  private int depth;

  private EverydayTree(SourceFile file, String text, int maxNodes) {
    this.file = file;
    this.text = text;
    this.maxNodes = maxNodes;
    chars = text.toCharArray();
    end = chars.length;
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (int c = 0; c < ' '; c++) {
      classes[c] = ODD;
    }
    classes[127] = ODD;
    classes['\n'] = STOP;
    mark(classes, " \n?:,[]{}#&*!|>'\"%@`", NO_START);
    mark(classes, ",[]{}", FLOW);
    mark(classes, ",?[]{}", FLOW_STOP);
    mark(classes, "#:", STOP);
    return classes;
  }

  private static void mark(byte[] classes, String characters, int kind) {
    for (int i = 0; i < characters.length(); i++) {
      classes[characters.charAt(i)] |= (byte) kind;
    }
  }

  private static boolean is(char c, int kind) {
    return c < 128 && (CLASSES[c] & kind) != 0;
  }

  /**
   * The tree of {@code text}, or null when the text is not everyday YAML, whether it is right or
   * wrong.
   *
   * @param maxNodes more nodes than this are not everyday either
   */
  public static @Nullable MappingNode parse(SourceFile file, String text, int maxNodes) {
    EverydayTree tree = new EverydayTree(file, text, maxNodes);
    if (!tree.everydayCharacters() || !tree.toContent() || tree.at == tree.end) {
      return null;
    }
    MappingNode root = tree.blockMapping(tree.column());
    return root != null && tree.at == tree.end ? root : null;
  }

  /**
   * No control characters, tabs, carriage returns, surrogates, or anything that YAML or a terminal
   * might act on.
   */
  private boolean everydayCharacters() {
    for (char c : chars) {
      if (c < 128 ? (CLASSES[c] & ODD) != 0 : !everydayBeyondAscii(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean everydayBeyondAscii(char c) {
    return (c >= 0xA0 && c < 0x0600) || (c >= 0x2010 && c < 0x2028) || (c >= 0x2030 && c < 0x2060);
  }

  private @Nullable MappingNode blockMapping(int indent) {
    MappingNode mapping = new MappingNode(place(at, 1));
    if (!enter()) {
      return null;
    }
    while (true) {
      ScalarNode key = key(false);
      if (key == null) {
        return null;
      }
      Node value = blockValue(indent);
      if (value == null || mapping.add(key, value) != null) {
        return null;
      }
      if (at == end || column() < indent) {
        depth--;
        return mapping;
      }
      if (column() > indent || dash()) {
        return null;
      }
    }
  }

  /** What stands behind a key's colon, up to the next content. */
  private @Nullable Node blockValue(int indent) {
    int colon = at;
    spaces();
    if (!lineEnds()) {
      return inline(indent);
    }
    ManifestLocation nothing = place(colon, 1);
    if (!toContent()) {
      return null;
    }
    if (at < end && column() > indent) {
      return block();
    }
    if (at < end && column() == indent && dash()) {
      return blockSequence(indent);
    }
    return count() ? new ScalarNode(nothing, "", true) : null;
  }

  private @Nullable Node block() {
    return dash() ? blockSequence(column()) : blockMapping(column());
  }

  private @Nullable SequenceNode blockSequence(int indent) {
    ManifestLocation place = place(at, 1);
    List<Node> items = new ArrayList<>();
    if (!enter()) {
      return null;
    }
    do {
      at++;
      spaces();
      Node item =
          lineEnds() ? nested(indent) : plainKeyAhead() ? blockMapping(column()) : inline(indent);
      if (item == null) {
        return null;
      }
      items.add(item);
    } while (at < end && column() == indent && dash());
    depth--;
    return at < end && column() > indent ? null : new SequenceNode(place, items);
  }

  private @Nullable Node nested(int indent) {
    return toContent() && at < end && column() > indent ? block() : null;
  }

  /** Whether the rest of the line starts with a plain key and its colon. */
  private boolean plainKeyAhead() {
    if (!plainStart()) {
      return false;
    }
    int stop = plainEnd(false);
    return stop < end && chars[stop] == ':';
  }

  /**
   * A scalar or flow collection that ends its line; nothing deeper than {@code indent} may follow.
   */
  private @Nullable Node inline(int indent) {
    Node value = flowNode(false);
    if (value == null) {
      return null;
    }
    spaces();
    if (!lineEnds() || !toContent() || (at < end && column() > indent)) {
      return null;
    }
    return value;
  }

  private @Nullable Node flowNode(boolean inFlow) {
    return switch (at < end ? chars[at] : '\n') {
      case '[' -> flowSequence();
      case '{' -> flowMapping();
      case '"', '\'' -> quoted();
      default -> plain(inFlow);
    };
  }

  private @Nullable SequenceNode flowSequence() {
    ManifestLocation place = place(at, 1);
    List<Node> items = new ArrayList<>();
    if (!enter()) {
      return null;
    }
    at++;
    while (toContent() && at < end) {
      if (chars[at] == ']') {
        at++;
        depth--;
        return new SequenceNode(place, items);
      }
      Node item = flowNode(true);
      if (item == null || !separator(']')) {
        return null;
      }
      items.add(item);
    }
    return null;
  }

  private @Nullable MappingNode flowMapping() {
    MappingNode mapping = new MappingNode(place(at, 1));
    if (!enter()) {
      return null;
    }
    at++;
    while (toContent() && at < end) {
      if (chars[at] == '}') {
        at++;
        depth--;
        return mapping;
      }
      ScalarNode key = key(true);
      Node value = key != null && toContent() ? flowNode(true) : null;
      if (key == null || value == null || !separator('}') || mapping.add(key, value) != null) {
        return null;
      }
    }
    return null;
  }

  /** Passes a comma, or stops before {@code close}; anything else is not everyday. */
  private boolean separator(char close) {
    if (!toContent() || at == end) {
      return false;
    }
    if (chars[at] == ',') {
      at++;
      return true;
    }
    return chars[at] == close;
  }

  /** A key on one line; leaves {@link #at} behind its colon. */
  private @Nullable ScalarNode key(boolean inFlow) {
    int start = at;
    char first = chars[at];
    ScalarNode key = first == '"' || first == '\'' ? quoted() : plain(inFlow);
    if (key == null || at - start > 1000 || (key.plain() && key.text().equals("<<"))) {
      return null;
    }
    spaces();
    if (at == end || chars[at] != ':') {
      return null;
    }
    at++;
    return at == end || chars[at] == ' ' || chars[at] == '\n' ? key : null;
  }

  private @Nullable ScalarNode quoted() {
    char quote = chars[at];
    int start = at++;
    while (at < end && chars[at] != quote) {
      if (chars[at] == '\n' || (chars[at] == '\\' && quote == '"')) {
        return null;
      }
      at++;
    }
    if (at == end || (quote == '\'' && at + 1 < end && chars[at + 1] == quote) || !count()) {
      return null;
    }
    at++;
    return new ScalarNode(place(start, at - start), text.substring(start + 1, at - 1), false);
  }

  private @Nullable ScalarNode plain(boolean inFlow) {
    if (!plainStart() || !count()) {
      return null;
    }
    int start = at;
    at = plainEnd(inFlow);
    int stop = at;
    while (chars[stop - 1] == ' ') {
      stop--;
    }
    return new ScalarNode(place(start, stop - start), text.substring(start, stop), true);
  }

  private boolean plainStart() {
    char c = at < end ? chars[at] : '\n';
    if (c == '-') {
      char next = at + 1 < end ? chars[at + 1] : '\n';
      return (next >= '0' && next <= '9')
          || (next >= 'A' && next <= 'Z')
          || (next >= 'a' && next <= 'z');
    }
    return !is(c, NO_START);
  }

  /**
   * Where a plain scalar stops: at a line's end, a comment, a colon that ends a key, or a flow
   * indicator.
   */
  private int plainEnd(boolean inFlow) {
    int kinds = inFlow ? STOP | FLOW_STOP : STOP;
    int i = at;
    for (; i < end; i++) {
      char c = chars[i];
      if (c >= 128 || (CLASSES[c] & kinds) == 0) {
        continue;
      }
      if (c == '#' ? chars[i - 1] == ' ' : c != ':' || colonEnds(i, inFlow)) {
        break;
      }
    }
    return i;
  }

  private boolean colonEnds(int colon, boolean inFlow) {
    char next = colon + 1 < end ? chars[colon + 1] : '\n';
    return next == ' ' || next == '\n' || (inFlow && is(next, FLOW));
  }

  /**
   * Moves to the next content over spaces, comments and line ends; false when that is not everyday.
   */
  private boolean toContent() {
    while (at < end) {
      char c = chars[at];
      if (c == '\n') {
        line++;
        lineStart = ++at;
      } else if (c == ' ') {
        at++;
      } else if (c == '#' && (at == lineStart || chars[at - 1] == ' ')) {
        comment();
      } else {
        return at > lineStart
            || (c != '%' && !text.startsWith("---", at) && !text.startsWith("...", at));
      }
    }
    return true;
  }

  private void comment() {
    int stop = text.indexOf('\n', at);
    at = stop < 0 ? end : stop;
  }

  private void spaces() {
    while (at < end && chars[at] == ' ') {
      at++;
    }
  }

  private boolean lineEnds() {
    return at == end
        || chars[at] == '\n'
        || (chars[at] == '#' && at > lineStart && chars[at - 1] == ' ');
  }

  /** Whether a block sequence's item starts here. */
  private boolean dash() {
    return chars[at] == '-' && (at + 1 == end || chars[at + 1] == ' ' || chars[at + 1] == '\n');
  }

  private boolean enter() {
    return ++depth <= DEPTH && count();
  }

  private boolean count() {
    return ++nodes <= maxNodes;
  }

  private int column() {
    return at - lineStart;
  }

  private ManifestLocation place(int start, int length) {
    return new ManifestLocation(file, line, start - lineStart + 1, length);
  }
}

package dev.startguard.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes that every start loads, and those that one with rules loads, in one block: to look an
 * entry up in a jar costs a cold JVM 30 µs, and there are some 200. The build writes it.
 */
@SuppressWarnings("RequireExplicitNullMarking")
final class StartBlock {
  /**
   * A line for each class, in the order of loading: its name, and its length when it is ours. What
   * follows the line {@code -} is for rules.
   */
  static final String INDEX = "start-index";

  /** The class files, one after the other. */
  static final String CLASSES = "start-block";

  private final byte[] classes;
  private final List<String> names = new ArrayList<String>();
  private final Map<String, Part> parts = new HashMap<String, Part>(500);

  /** How many of the names every start loads; -1 for all of them. */
  private int every = -1;

  StartBlock(byte[] index, byte[] classes) {
    this.classes = classes;
    int from = 0;
    int begin = 0;
    while (begin < index.length) {
      int end = begin;
      while (index[end] > ' ') {
        end++;
      }
      @SuppressWarnings("deprecation") // ASCII, without a decoder
      String name = new String(index, 0, begin, end - begin);
      int length = 0;
      while (index[end] != '\n') {
        length = index[end] == ' ' ? 0 : length * 10 + index[end] - '0';
        end++;
      }
      if (name.equals("-")) {
        every = names.size();
      }
      names.add(name);
      if (length > 0) {
        parts.put(name, new Part(from, length));
        from += length;
      }
      begin = end + 1;
    }
  }

  /** Every class, the JDK's among them, in the order of loading. */
  List<String> names() {
    return names;
  }

  /** How many of the names every start loads, the first ones. */
  int every() {
    return every < 0 ? names.size() : every;
  }

  byte[] classes() {
    return classes;
  }

  /** Where a class stands in the block; null when it is in none. */
  @Nullable Part find(String name) {
    return parts.get(name);
  }

  /** A class file in the block. */
  static final class Part {
    final int from;
    final int length;

    Part(int from, int length) {
      this.from = from;
      this.length = length;
    }
  }
}

package dev.startguard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the table of calls: a benchmark, and how many threads its pool has.
 *
 * @param name of the method, with its class
 * @param threads "" for a benchmark without a pool
 */
record CallLine(String name, String threads) {
  private static final Pattern NAME = Pattern.compile("[\\w.]+\\.(?:Calls|Tasks)\\.\\w+");
  private static final Pattern THREADS = Pattern.compile(" *param \"threads\" = \\{(.*)}");

  /** The lines of what JMH lists with {@code -lp}, in its order. */
  static List<CallLine> listed(List<String> listing) {
    List<CallLine> lines = new ArrayList<>();
    for (String each : listing) {
      Matcher threads = THREADS.matcher(each);
      if (NAME.matcher(each).matches()) {
        lines.add(new CallLine(each, ""));
      } else if (threads.matches()) {
        String name = lines.remove(lines.size() - 1).name();
        for (String count : threads.group(1).split(", ", -1)) {
          lines.add(new CallLine(name, count));
        }
      }
    }
    return lines;
  }

  String method() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** What JMH is to be told, so that it runs this one alone. */
  List<String> arguments() {
    String only = "^" + Pattern.quote(name) + "$";
    return threads.isEmpty() ? List.of(only) : List.of(only, "-p", "threads=" + threads);
  }

  /** What stands in the table. */
  String title() {
    return threads.isEmpty()
        ? method()
        : method() + " " + threads + " thread" + (threads.equals("1") ? "" : "s");
  }
}

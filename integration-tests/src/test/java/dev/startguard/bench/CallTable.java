package dev.startguard.bench;

import dev.startguard.it.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Calls, plain and woven, with the goals that they are held to. */
final class CallTable {
  private static final Set<String> TWENTY_PERCENT =
      Set.of("formatTime", "formatTimeWithZ", "formatText", "parseText", "parseDate");

  private final Map<String, Map<String, Cost>> costs = new LinkedHashMap<>();

  /** What was seen of one way to make a call, by JVM. */
  private static final class Cost {
    private final List<Double> nanos = new ArrayList<>();
    private double bytes;

    double median() {
      return CallTable.median(nanos);
    }
  }

  /**
   * Adds the iterations of a JVM; after it the other way's next to it.
   *
   * @param way {@code plain} or {@code woven}
   */
  void add(String call, String way, List<Double> nanos, double bytes) {
    Cost cost =
        costs
            .computeIfAbsent(call, name -> new LinkedHashMap<>())
            .computeIfAbsent(way, name -> new Cost());
    cost.nanos.add(median(nanos));
    cost.bytes = bytes;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** Woven by plain, of each two JVMs that ran one after the other. */
  private static List<Double> ratios(Cost plain, Cost woven) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < plain.nanos.size(); i++) {
      ratios.add(woven.nanos.get(i) / plain.nanos.get(i));
    }
    return ratios;
  }

  /**
   * Where the median of the ratios lies in 19 of 20 cases, as the order of that many values tells
   * (the sign test's interval); "" where there are too few to say.
   */
  private static String interval(List<Double> ratios) {
    List<Double> sorted = ratios.stream().sorted().toList();
    int count = sorted.size();
    double below = 0; // the probability that so many or fewer lie below the median
    double exactly = Math.pow(0.5, count);
    int place = 0;
    while (below + exactly <= 0.025) {
      below += exactly;
      place++;
      exactly = exactly * (count - place + 1) / place;
    }
    return place == 0
        ? ""
        : String.format(
            Locale.ROOT, "%.2f to %.2f", sorted.get(place - 1), sorted.get(count - place));
  }

  void print(Jdk jdk) {
    System.out.printf(
        "%n%s, %d processors%n%-20s %9s %9s %8s %7s %-14s %8s %8s  %s%n",
        jdk,
        Runtime.getRuntime().availableProcessors(),
        "call",
        "plain ns",
        "woven ns",
        "more ns",
        "ratio",
        "95 % interval",
        "B/op",
        "more B",
        "goal");
    costs.forEach((call, ways) -> System.out.println(line(call, ways, true)));
  }

  void write(Path file) throws IOException {
    StringBuilder csv =
        new StringBuilder(
            "call,plain_ns,woven_ns,more_ns,ratio,ratio_95_percent_interval,bytes,more_bytes,goal\n");
    costs.forEach((call, ways) -> csv.append(line(call, ways, false)).append('\n'));
    Files.writeString(file, csv);
    System.out.println("\n" + file);
  }

  private static String line(String call, Map<String, Cost> ways, boolean wide) {
    Cost plain = ways.get("plain");
    Cost woven = ways.get("woven");
    if (plain == null || woven == null) {
      Cost only = plain == null ? woven : plain;
      return String.format(
          Locale.ROOT,
          wide ? "%-20s %9.2f %9s %8s %7s %-14s %8.0f" : "%s,%.2f,%s,%s,%s,%s,%.0f,,",
          call,
          only.median(),
          "",
          "",
          "",
          "",
          only.bytes);
    }
    double more = woven.median() - plain.median();
    List<Double> ratios = ratios(plain, woven);
    return String.format(
        Locale.ROOT,
        wide
            ? "%-20s %9.2f %9.2f %8.2f %7.2f %-14s %8.0f %8.0f  %s"
            : "%s,%.2f,%.2f,%.2f,%.3f,%s,%.0f,%.0f,%s",
        call,
        plain.median(),
        woven.median(),
        more,
        median(ratios),
        interval(ratios),
        plain.bytes,
        woven.bytes - plain.bytes,
        goal(call, plain.median(), more, median(ratios)));
  }

  /**
   * By {@code site} nothing is added, by the other probes 5 ns or 5 %, or 20 % where that is; pools
   * keep 0.98 of their throughput.
   */
  private static String goal(String call, double plain, double more, double ratio) {
    if (call.contains(" thread") || call.equals("runFuture")) {
      double throughput = 1 / ratio;
      return String.format(
          Locale.ROOT, "%s 0.98: %.2f", throughput >= 0.98 ? "within" : "missed", throughput);
    }
    double most = TWENTY_PERCENT.contains(call) ? plain * 0.2 : Math.max(5, plain * 0.05);
    if (call.equals("site")) {
      most = plain * 0.05; // what two runs of the same differ by
    }
    return String.format(Locale.ROOT, "%s %.1f", more <= most ? "within" : "missed", most);
  }
}

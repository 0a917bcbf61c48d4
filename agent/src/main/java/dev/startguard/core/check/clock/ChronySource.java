package dev.startguard.core.check.clock;

import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.HostFacts.ProgramEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The chrony daemon of this host, asked with {@code chronyc -n -c tracking}.
 *
 * <p>Fourteen fields (chronyc(1), client.c): 1 reference id, 3 stratum, 5 by how much the system is
 * slow, 11 root delay, 12 root dispersion, all in seconds, 14 leap status. The clock's error is at
 * the most |5th| + dispersion + delay / 2, as chronyc's manual has it.
 */
final class ChronySource implements TimeSource {
  static final List<String> COMMAND = List.of("chronyc", "-n", "-c", "tracking");

  /** What chronyd calls itself while it follows its own clock and no source. */
  private static final String LOCAL_REFERENCE = "7F7F0101";

  private static final int FIELDS = 14;
  private static final int LIMIT = 1024;
  private static final int LONGEST = 400;
  private static final double NANOS = 1e9;

  /** No clock is off by more than that: a hundred years. */
  private static final double MOST = 3.2e9;

  private final HostFacts host;

  ChronySource(HostFacts host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "chrony";
  }

  @Override
  public boolean hint() {
    return false;
  }

  @Override
  public Reading read(Budget budget, long until) throws Unusable, InterruptedException {
    long left = Math.max(1, until - System.nanoTime());
    ProgramEnd end;
    try {
      end = host.run(COMMAND, LIMIT, left);
    } catch (IOException absent) {
      throw new Unusable("chronyc is not on the PATH, or cannot be started");
    }
    if (end == null) {
      throw new Unusable("chronyc has not ended in " + left / 1_000_000 + " ms");
    }
    String line = firstLine(end.output());
    if (end.exit() != 0) {
      throw new Unusable("chronyc failed" + (line.isEmpty() ? "" : ": " + line));
    }
    return parse(line);
  }

  /** Reads a line of fields. */
  static Reading parse(String line) throws Unusable {
    List<String> fields = fields(line);
    if (fields.size() != FIELDS) {
      throw new Unusable("chronyc's answer has not 14 fields");
    }
    String leap = fields.get(13);
    long stratum = (long) number(fields.get(2));
    if (leap.equals("Not synchronised") || stratum < 1 || stratum > 15) {
      throw new Unusable("chronyd is not synchronised");
    }
    if (fields.get(0).equals(LOCAL_REFERENCE)) {
      throw new Unusable("chronyd follows its own clock, and no source");
    }
    double error = Math.abs(number(fields.get(10))) / 2 + Math.abs(number(fields.get(11)));
    if (error * NANOS >= Reading.MOST_ERROR) {
      throw new Unusable("root distance " + Offsets.seconds((long) (error * NANOS)) + " s");
    }
    return Reading.measured(
        (long) (number(fields.get(4)) * NANOS), (long) (error * NANOS), (int) stratum);
  }

  private static double number(String text) throws Unusable {
    try {
      double number = Double.parseDouble(text);
      if (Math.abs(number) < MOST) { // and so neither infinite nor NaN
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // said below
    }
    throw new Unusable("chronyc's answer has no number where one belongs");
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', start)) {
      fields.add(line.substring(start, comma));
      start = comma + 1;
    }
    fields.add(line.substring(start));
    return fields;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = (end < 0 ? text : text.substring(0, end)).trim();
    return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
  }
}

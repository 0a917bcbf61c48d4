package dev.startguard.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program whose lines say what is to be reported of them: {@code // FINDING: id}, or several ids.
 * Every other line is a case of which nothing is to be reported. Comments at its head say what its
 * run needs: {@code // TZ: Europe/Berlin}, {@code // ZONE: Asia/Tokyo} for {@code runtime.zone},
 * {@code // JDK: 21} for that release or a later one.
 *
 * @param readsTheClock whether it may print something else each time
 * @param waits whether it does nothing, most of the time, while rules look once a second
 */
record Fixture(
    Path source,
    String main,
    Map<String, String> needs,
    SortedSet<String> marked,
    boolean readsTheClock,
    boolean waits) {
  static final Path ROOT = Path.of("src/fixtures/java");

  private static final Pattern NEED = Pattern.compile("// (TZ|ZONE|JDK): (\\S+)");
  private static final Pattern MARK = Pattern.compile("// FINDING: ([a-z0-9 -]+)$");

  /** All of them, in the order of their names. */
  static List<Fixture> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Fixture> fixtures = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        String text = Files.readString(file);
        if (text.contains("public static void main(")) {
          fixtures.add(read(file, text));
        }
      }
      return fixtures;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Fixture read(Path file, String text) {
    Map<String, String> needs = new LinkedHashMap<>();
    SortedSet<String> marked = new TreeSet<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher need = NEED.matcher(lines.get(i));
      if (need.matches()) {
        needs.put(need.group(1), need.group(2));
      }
      Matcher mark = MARK.matcher(lines.get(i));
      if (mark.find()) {
        for (String id : mark.group(1).trim().split(" +", -1)) {
          marked.add(line(i + 1, id));
        }
      }
    }
    String name = ROOT.relativize(file).toString();
    String main = name.substring(0, name.length() - ".java".length()).replace('/', '.');
    boolean clock = text.contains(".now(") || text.contains("currentTimeMillis");
    boolean waits = text.contains("Looks.pass");
    return new Fixture(file, main, needs, marked, clock, waits);
  }

  /** What is marked, or reported, in a shape that sorts. */
  static String line(int number, String id) {
    return String.format("%4d %s", number, id);
  }

  /** Whether the JDK has what it needs. */
  boolean runsOn(Jdk jdk) {
    String release = need("JDK");
    return release == null || jdk.version() >= Integer.parseInt(release);
  }

  /** The name of the source file, as a finding names it. */
  String file() {
    return source.getFileName().toString();
  }

  /** What a comment at its head says; null when it says nothing of that. */
  @Nullable String need(String name) {
    return needs.get(name);
  }

  @Override
  public String toString() {
    return main;
  }
}

package dev.startguard.corpus;

import dev.startguard.it.PackedJar;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Weaves every class of every jar below a folder with every rule on, and has the JVM that it runs
 * in verify what was woven. Exits with 1 when a weaving throws or touches what it was given, or a
 * class that verifies does not any more.
 */
public final class CorpusWalk {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** So many jars are to be walked through at the least. */
  private static final int LEAST = 300;

  private final PackedWeaver weaver;
  private final PackedWeaver timed;
  private final Shelf shelf;
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> undecided = new TreeMap<>();
  private final List<String> unread = new ArrayList<>();
  private int jars;
  private int archives;
  private int classes;
  private int damaged;
  private int woven;
  private int verified;
  private long wovenNanos;
  private long untouchedNanos;

  private CorpusWalk(List<Path> all, boolean everyday)
      throws ReflectiveOperationException, IOException {
    weaver = new PackedWeaver(PackedJar.path(), everyday);
    timed = new PackedWeaver(PackedJar.path(), everyday);
    shelf = new Shelf(all);
  }

  /**
   * Walks the folder that the first argument names. With a number as a second one, only every so
   * manieth jar, for calls that every program is full of in place of those of the rules: those find
   * what the weaver cannot do in the classes where no rule has anything to see.
   */
  public static void main(String[] arguments) throws Exception {
    List<Path> all;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      all = files.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
    }
    boolean everyday = arguments.length > 1;
    int step = everyday ? Integer.parseInt(arguments[1]) : 1;
    CorpusWalk walk = new CorpusWalk(all, everyday);
    walk.refuseABrokenClass();
    for (int i = 0; i < all.size(); i += step) {
      walk.add(all.get(i));
    }
    walk.shelf.close();
    if (!everyday && walk.archives < LEAST) {
      walk.failures.add("fewer than " + LEAST + " jars say too little: fetch more of them first");
    }
    walk.print();
    System.exit(walk.failures.isEmpty() ? 0 : 1);
  }

  private void add(Path jar) throws Exception {
    jars++;
    Library library;
    try {
      library = Library.read(jar);
    } catch (IOException noArchive) {
      unread.add(jar.getFileName() + ": " + noArchive);
      return;
    }
    archives++;
    damaged += library.damaged();
    Map<String, byte[]> wovenHere = new HashMap<>();
    IdentityHashMap<byte[], byte[]> wovenOthers = new IdentityHashMap<>();
    List<byte[]> untouched = new ArrayList<>();
    for (Map.Entry<String, byte[]> one : library.classes().entrySet()) {
      byte[] after = weave(library, one.getKey(), one.getValue());
      if (after == null) {
        untouched.add(one.getValue());
      } else {
        wovenHere.put(one.getKey(), after);
      }
    }
    for (byte[] other : library.others()) {
      byte[] after = weave(library, name(other), other);
      if (after == null) {
        untouched.add(other);
      } else {
        wovenOthers.put(other, after);
      }
    }
    untouchedNanos += time(untouched);
    List<byte[]> touched = new ArrayList<>(wovenOthers.keySet());
    wovenHere.keySet().forEach(name -> touched.add(library.classes().get(name)));
    wovenNanos += time(touched);
    verify(library, wovenHere, wovenOthers);
  }

  private byte @Nullable [] weave(Library library, String name, byte[] file) {
    classes++;
    byte[] before = file.clone();
    Map<String, Integer> left = weaver.leftAlone();
    try {
      byte[] after = weaver.weave(getClass().getClassLoader(), name, file);
      if (!Arrays.equals(before, file)) {
        fail(library, name, "its class file was written to");
      }
      if (after != null) {
        woven++;
      }
      mind(library, name, file, left);
      return after;
    } catch (Throwable thrown) {
      fail(library, name, "weaving throws " + thrown);
      return null;
    }
  }

  /** What we take for damaged, the JVM has to refuse, too. */
  private void mind(Library library, String name, byte[] file, Map<String, Integer> before) {
    for (Map.Entry<String, Integer> now : weaver.leftAlone().entrySet()) {
      String reason = now.getKey();
      boolean ours = reason.equals("FAILED") || reason.equals("MALFORMED");
      if (ours && now.getValue() > before.getOrDefault(reason, 0)) {
        Throwable refused = new ThrowAwayLoader(library.classes(), shelf).link(name, file);
        if (refused == null || refused instanceof NoClassDefFoundError) {
          fail(library, name, "left alone as " + reason + ", but the JVM says " + refused);
        }
      }
    }
  }

  private long time(List<byte[]> files) throws Exception {
    List<String> names = files.stream().map(CorpusWalk::name).toList();
    long begin = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < files.size(); i++) {
      timed.weave(null, names.get(i), files.get(i));
    }
    return THREADS.getCurrentThreadCpuTime() - begin;
  }

  private void verify(
      Library library, Map<String, byte[]> wovenHere, IdentityHashMap<byte[], byte[]> wovenOthers) {
    Map<String, byte[]> own = new HashMap<>(library.classes());
    own.putAll(wovenHere);
    ThrowAwayLoader together = new ThrowAwayLoader(own, shelf);
    for (Map.Entry<String, byte[]> one : wovenHere.entrySet()) {
      judge(
          library,
          one.getKey(),
          together.link(one.getKey(), one.getValue()),
          library.classes().get(one.getKey()));
    }
    for (Map.Entry<byte[], byte[]> other : wovenOthers.entrySet()) {
      String name = name(other.getKey());
      judge(
          library,
          name,
          new ThrowAwayLoader(own, shelf).link(name, other.getValue()),
          other.getKey());
    }
  }

  /** A class that the JVM refuses unwoven, too, is counted apart. */
  private void judge(Library library, String name, @Nullable Throwable refused, byte[] plain) {
    if (refused == null) {
      verified++;
      return;
    }
    Throwable before = new ThrowAwayLoader(library.classes(), shelf).link(name, plain);
    if (before == null || !before.getClass().equals(refused.getClass())) {
      fail(library, name, "woven " + refused + ", unwoven " + before);
    } else {
      undecided.merge(before.getClass().getSimpleName(), 1, Integer::sum);
    }
  }

  /** The walk is worth something only when this JVM refuses what must be refused. */
  private void refuseABrokenClass() throws IOException {
    Throwable refused = new ThrowAwayLoader(Map.of(), shelf).link(Broken.NAME, Broken.file());
    if (!(refused instanceof VerifyError)) {
      throw new IllegalStateException("nothing is verified: " + refused);
    }
  }

  private void fail(Library library, String name, String what) {
    failures.add(library.jar().getFileName() + " " + name + ": " + what);
  }

  private static String name(byte[] file) {
    String name = ClassName.of(file);
    return name == null ? "" : name;
  }

  private void print() {
    int untouched = classes - woven;
    int apart = undecided.values().stream().mapToInt(Integer::intValue).sum();
    say(
        "jars %d, of which %d are archives; class files %d, damaged %d",
        jars, archives, classes, damaged);
    say("woven %d classes, %d sites; left alone %s", woven, weaver.sites(), weaver.leftAlone());
    say("verified %d; not linked unwoven either %d %s", verified, apart, undecided);
    say(
        "CPU time: %.1f us a class woven, %.2f us a class left as it is",
        wovenNanos / 1e3 / Math.max(1, woven), untouchedNanos / 1e3 / Math.max(1, untouched));
    say("failures %d", failures.size());
    failures.forEach(System.out::println);
    unread.forEach(System.out::println);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}

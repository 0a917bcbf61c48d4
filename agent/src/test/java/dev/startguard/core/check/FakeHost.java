package dev.startguard.core.check;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A host made of maps. Its files live in memory; those that must be real ({@link #file(String)})
 * lie below the directory given to {@link #below(File)}.
 */
public final class FakeHost implements HostFacts {
  private final Map<String, String> env = new LinkedHashMap<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Map<String, byte[]> contents = new LinkedHashMap<>();
  private final Map<String, String> problems = new LinkedHashMap<>();
  private final Map<String, FileMode> modes = new LinkedHashMap<>();
  private final List<String> arguments = new ArrayList<>();
  private byte @Nullable [] environ;
  private boolean environTold = true;
  private @Nullable String unknowableClasses;
  private @Nullable File root;
  private String javaHome = "/opt/java";
  private @Nullable String decided;
  private @Nullable DefaultZone zone = new DefaultZone("UTC", null, null);
  private Locale locale = Locale.US;
  private String charset = "UTF-8";
  private int userId = 1000;
  private final Map<String, @Nullable ProgramEnd> programs = new LinkedHashMap<>();
  private final Map<String, CountDownLatch> silentNames = new LinkedHashMap<>();
  private @Nullable Duration clockOff;
  private long kernelClockError = -1;
  private long maxHeap = 64 << 20;
  private int processors = 4;
  private long nowMillis = Instant.parse("2026-11-15T12:00:00Z").toEpochMilli();

  /** Sets variables: name, value, name, value … */
  public FakeHost env(String... namesAndValues) {
    put(env, namesAndValues);
    return this;
  }

  /** Sets {@code -D} properties: name, value, name, value … */
  public FakeHost properties(String... namesAndValues) {
    put(properties, namesAndValues);
    return this;
  }

  /**
   * Gives the kernel's view of the environment; without it, it is that of {@link #env}, in UTF-8.
   */
  public FakeHost environ(byte[] bytes) {
    environ = bytes.clone();
    return this;
  }

  /** Makes this a platform that does not tell the kernel's view of the environment. */
  public FakeHost withoutEnviron() {
    environTold = false;
    return this;
  }

  /** Makes classes that are not on the test's class path unknowable: {@code needs} says why. */
  public FakeHost unknowableClasses(String needs) {
    unknowableClasses = needs;
    return this;
  }

  /** Puts a file in memory. */
  public FakeHost content(String path, String text) {
    return content(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a file in memory. */
  public FakeHost content(String path, byte[] bytes) {
    contents.put(path, bytes.clone());
    return this;
  }

  /** Makes reading the path fail with words that follow "the file": {@code is a directory}. */
  public FakeHost unreadable(String path, String problem) {
    problems.put(path, problem);
    return this;
  }

  /**
   * Gives the path an owner and permission bits ({@code 0640}); its group is the owner's number.
   */
  public FakeHost mode(String path, int owner, int bits) {
    return mode(path, owner, bits, 1);
  }

  /** The same, on the file system of that number. */
  public FakeHost mode(String path, int owner, int bits, long device) {
    modes.put(path, new FileMode(owner, owner, bits, device));
    return this;
  }

  /** Says what the kernel has as the process's arguments. */
  public FakeHost arguments(String... all) {
    arguments.addAll(List.of(all));
    return this;
  }

  /**
   * Puts relative paths below a real directory; paths without content in memory are then read from
   * disk.
   */
  public FakeHost below(File directory) {
    root = directory;
    return this;
  }

  public FakeHost javaHome(String path) {
    javaHome = path;
    return this;
  }

  public FakeHost userId(int id) {
    userId = id;
    return this;
  }

  /** The zone that the JVM arrived at, and the one that {@code origin} (null: nobody) asked for. */
  public FakeHost zone(String id, @Nullable String asked, @Nullable String origin) {
    zone = new DefaultZone(id, asked, origin);
    return this;
  }

  /** Makes the JVM's default zone impossible to learn. */
  public FakeHost zoneUnknown() {
    zone = null;
    return this;
  }

  /** The JVM's default locale: {@code en-US} when not told otherwise. */
  public FakeHost locale(Locale value) {
    locale = value;
    return this;
  }

  /** The JVM's default charset: {@code UTF-8} when not told otherwise. */
  public FakeHost defaultCharset(String name) {
    charset = name;
    return this;
  }

  /** How large the heap may grow, in bytes: 64 MiB when not told otherwise. */
  public FakeHost maxHeap(long bytes) {
    maxHeap = bytes;
    return this;
  }

  /** The JVM's processors: 4 when not told otherwise. */
  public FakeHost processors(int count) {
    processors = count;
    return this;
  }

  /** The time: {@code 2026-11-15T12:00:00Z} when not told otherwise. */
  public FakeHost now(String instant) {
    nowMillis = Instant.parse(instant).toEpochMilli();
    return this;
  }

  /** Makes the wall clock the machine's own, and that much ahead of it. */
  public FakeHost clockOff(Duration ahead) {
    clockOff = ahead;
    return this;
  }

  /** What the kernel believes its clock to be off at the most. */
  public FakeHost kernelClockError(Duration error) {
    kernelClockError = error.toNanos();
    return this;
  }

  /** Makes the look-up of a name wait until the latch is open. */
  public FakeHost silentName(String name, CountDownLatch until) {
    silentNames.put(name, until);
    return this;
  }

  /** Has a program, by its whole command line; null is one that never ends. */
  public FakeHost program(String command, @Nullable ProgramEnd end) {
    programs.put(command, end);
    return this;
  }

  @Override
  public Map<String, String> env() {
    return env;
  }

  @Override
  public byte @Nullable [] environ() {
    if (!environTold) {
      return null;
    }
    if (environ != null) {
      return environ.clone();
    }
    StringBuilder block = new StringBuilder();
    for (Map.Entry<String, String> variable : env.entrySet()) {
      block.append(variable.getKey()).append('=').append(variable.getValue()).append('\0');
    }
    return block.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean hasClass(String name) throws IOException {
    if (unknowableClasses != null && classFile(name) == null) {
      throw new IOException(unknowableClasses);
    }
    return classFile(name) != null;
  }

  @Override
  public byte @Nullable [] classFile(String name) throws IOException {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    }
  }

  @Override
  public @Nullable String property(String name) {
    return properties.get(name);
  }

  @Override
  public Iterable<String> propertyNames() {
    return properties.keySet();
  }

  @Override
  public List<String> processArguments() {
    return arguments;
  }

  @Override
  public String javaHome() {
    return javaHome;
  }

  @Override
  public File file(String path) {
    File file = new File(path);
    return root == null || file.isAbsolute() ? file : new File(root, path);
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    String problem = problems.get(path);
    if (problem != null) {
      throw new IOException(problem);
    }
    byte[] bytes = contents.get(path);
    if (bytes != null) {
      return bytes.clone();
    }
    File file = file(path);
    if (root == null || !file.exists()) {
      throw new FileNotFoundException("does not exist");
    }
    if (file.isDirectory()) {
      throw new IOException("is a directory");
    }
    if (!file.isFile()) {
      throw new IOException("is not a regular file");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileInputStream in = new FileInputStream(file)) {
      out.write(in.readNBytes(limit));
    }
    return out.toByteArray();
  }

  @Override
  public @Nullable String kernelFile(String path) {
    byte[] bytes = contents.get(path);
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public long maxHeap() {
    return maxHeap;
  }

  @Override
  public int processors() {
    return processors;
  }

  @Override
  public @Nullable FileMode mode(String path) {
    return modes.get(path);
  }

  @Override
  public int userId() {
    return userId;
  }

  @Override
  public long nowMillis() {
    return nowNanos() / 1_000_000;
  }

  @Override
  public long nowNanos() {
    Instant now = Instant.now();
    return clockOff == null
        ? nowMillis * 1_000_000
        : now.getEpochSecond() * 1_000_000_000 + now.getNano() + clockOff.toNanos();
  }

  @Override
  public long kernelClockError() {
    return kernelClockError;
  }

  @Override
  public InetAddress[] addresses(String name) throws UnknownHostException {
    CountDownLatch silent = silentNames.get(name);
    while (silent != null && silent.getCount() > 0) {
      try {
        silent.await();
      } catch (InterruptedException unheard) {
        // the platform's own look-up does not heed it either
      }
    }
    return InetAddress.getAllByName(name);
  }

  @Override
  public @Nullable ProgramEnd run(List<String> command, int limit, long nanos) throws IOException {
    String line = String.join(" ", command);
    if (!programs.containsKey(line)) {
      throw new IOException("cannot be started");
    }
    return programs.get(line);
  }

  /** Somebody asked for the default zone, and got this one. */
  public FakeHost decidedZone(String id) {
    decided = id;
    return this;
  }

  @Override
  public @Nullable String decidedZone() {
    return decided;
  }

  @Override
  public @Nullable DefaultZone defaultZone() {
    return zone;
  }

  @Override
  public Runnable beforeTls() {
    return () -> {};
  }

  @Override
  public Locale locale() {
    return locale;
  }

  @Override
  public String defaultCharset() {
    return charset;
  }

  private static void put(Map<String, String> map, String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("names and values must come in pairs");
    }
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
  }
}

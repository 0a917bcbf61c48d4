package dev.startguard.core.host;

import dev.startguard.core.check.HostFacts;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** This process and this machine. */
public final class LiveHost implements HostFacts {
  /** Up to this many bytes are read by way of the C stack (io_util.c, BUF_SIZE). */
  private static final int PIECE = 8192;

  private static final int KERNEL_FILE = 1 << 16;

  private final @Nullable Instrumentation instrumentation;
  private @Nullable DefaultZone zone;
  private boolean zoneAsked;
  private final Map<String, String> env = readEnv();
  private @Nullable ApplicationClasses classes;

  /**
   * Without an agent's rights, as the command line has it: the platform's own zone stays unknown.
   */
  public LiveHost() {
    this(null);
  }

  public LiveHost(@Nullable Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  @Override
  public Map<String, String> env() {
    return env;
  }

  /** Windows knows names whatever their case; the JDK's map does not. */
  private static Map<String, String> readEnv() {
    Map<String, String> env = System.getenv();
    if (File.separatorChar != '\\') {
      return env;
    }
    Map<String, String> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.putAll(env);
    return ignoringCase;
  }

  @Override
  public byte @Nullable [] environ() {
    return ProcSelf.environ();
  }

  @Override
  public boolean hasClass(String name) throws IOException {
    return classes().has(name);
  }

  @Override
  public byte @Nullable [] classFile(String name) throws IOException {
    return classes().read(name);
  }

  private ApplicationClasses classes() {
    if (classes == null) {
      classes = new ApplicationClasses(ClassLoader.getSystemClassLoader(), this);
    }
    return classes;
  }

  @Override
  public @Nullable String property(String name) {
    return System.getProperty(name);
  }

  @Override
  public Iterable<String> propertyNames() {
    return System.getProperties().stringPropertyNames();
  }

  @Override
  public List<String> processArguments() {
    return ProcSelf.arguments();
  }

  @Override
  public String javaHome() {
    return System.getProperty("java.home", "");
  }

  @Override
  public File file(String path) {
    return new File(path).getAbsoluteFile();
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    File file = file(path);
    if (!file.isFile()) {
      throw FileProblem.of(file);
    }
    long length = file.length();
    if (length == 0) {
      // not opened: the kernel's own files (/proc/kmsg, trace_pipe) have no length, and may block
      return new byte[0];
    }
    try (FileInputStream in = new FileInputStream(file)) {
      return contents(in, (int) Math.min(length, limit));
    } catch (FileNotFoundException e) {
      throw FileProblem.of(file);
    } catch (IOException e) { // its message may name the path, or be empty
      throw new IOException("cannot be read", e);
    }
  }

  /**
   * Straight into the array that is returned, in pieces for which FileInputStream needs no buffer
   * of its own: what the file holds is left nowhere else.
   */
  private static byte[] contents(FileInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      int read = in.read(bytes, filled, Math.min(length - filled, PIECE));
      if (read < 0) { // it was truncated meanwhile
        byte[] shorter = Arrays.copyOf(bytes, filled);
        Arrays.fill(bytes, (byte) 0);
        return shorter;
      }
      filled += read;
    }
    return bytes;
  }

  @Override
  public @Nullable String kernelFile(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      return new String(in.readNBytes(KERNEL_FILE), StandardCharsets.ISO_8859_1);
    } catch (IOException notHere) {
      return null;
    }
  }

  @Override
  public long maxHeap() {
    return Runtime.getRuntime().maxMemory();
  }

  @Override
  public int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public @Nullable FileMode mode(String path) throws IOException {
    return PosixMode.of(file(path));
  }

  @Override
  public int userId() {
    return ProcSelf.effectiveUser();
  }

  @Override
  public long nowMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long nowNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  @Override
  public long kernelClockError() {
    return KernelClock.maxError(instrumentation);
  }

  @Override
  public InetAddress[] addresses(String name) throws UnknownHostException {
    return PlatformNames.addresses(instrumentation, name);
  }

  @Override
  public @Nullable ProgramEnd run(List<String> command, int limit, long nanos)
      throws IOException, InterruptedException {
    return Program.run(instrumentation, command, limit, nanos);
  }

  @Override
  public @Nullable DefaultZone defaultZone() {
    if (!zoneAsked) {
      zone = new JvmZone(instrumentation).find(this);
      zoneAsked = true;
    }
    return zone;
  }

  @Override
  public @Nullable String decidedZone() {
    return instrumentation == null ? null : HiddenZone.decided(instrumentation);
  }

  @Override
  public Runnable beforeTls() {
    if (!zoneAsked) {
      defaultZone(); // before TLS may have decided it: what is learnt is kept
    }
    return new OpenDefaults(instrumentation);
  }

  @Override
  public Locale locale() {
    return Locale.getDefault();
  }

  @Override
  public String defaultCharset() {
    return Charset.defaultCharset().name();
  }
}

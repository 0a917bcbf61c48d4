package dev.startguard.core.host;

import dev.startguard.core.check.HostFacts;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** This process and this machine. */
public final class LiveHost implements HostFacts {
  private final @Nullable Instrumentation instrumentation;
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
    try (FileInputStream in = new FileInputStream(file)) {
      return in.readNBytes(limit);
    } catch (FileNotFoundException e) {
      throw FileProblem.of(file);
    }
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
  public @Nullable DefaultZone defaultZone() {
    return new JvmZone(instrumentation).find(this);
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

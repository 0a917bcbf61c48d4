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
import org.jspecify.annotations.Nullable;

/** This process and this machine. */
public final class LiveHost implements HostFacts {
  private final @Nullable Instrumentation instrumentation;

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
    return System.getenv();
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

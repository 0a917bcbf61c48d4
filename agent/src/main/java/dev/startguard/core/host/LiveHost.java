package dev.startguard.core.host;

import dev.startguard.core.check.HostFacts;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** This process and this machine. */
public final class LiveHost implements HostFacts {
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
    return List.of();
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
    if (!file.exists()) {
      throw new IOException("does not exist");
    }
    if (file.isDirectory()) {
      throw new IOException("is a directory");
    }
    if (!file.isFile()) {
      throw new IOException("is not a regular file");
    }
    try (FileInputStream in = new FileInputStream(file)) {
      return in.readNBytes(limit);
    }
  }

  @Override
  public @Nullable FileMode mode(String path) {
    return null;
  }

  @Override
  public int userId() {
    return -1;
  }

  @Override
  public long nowMillis() {
    return System.currentTimeMillis();
  }
}

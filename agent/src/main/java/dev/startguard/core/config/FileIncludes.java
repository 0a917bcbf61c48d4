package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import dev.startguard.manifest.IncludeResolver;
import dev.startguard.manifest.ManifestSource;
import java.io.File;
import java.io.IOException;

/**
 * Opens included manifests: from disk, relative to the including file; {@code classpath:} ones from
 * the application's class path; those of a manifest inside a jar from the same jar.
 */
public final class FileIncludes implements IncludeResolver {
  private static final String CLASS_PATH = "classpath:";

  private final HostFacts host;

  public FileIncludes(HostFacts host) {
    this.host = host;
  }

  @Override
  public ManifestSource open(String origin, String include) throws IOException {
    if (include.startsWith(CLASS_PATH)) {
      return new ApplicationPath(host).find(include.substring(CLASS_PATH.length()));
    }
    File file = new File(include);
    if (!file.isAbsolute() && origin.startsWith(JarContent.SCHEME)) {
      int inside = origin.lastIndexOf("!/") + 2;
      String path =
          JarContent.resolve(
              origin.substring(inside, Math.max(inside, origin.lastIndexOf('/') + 1)), include);
      if (path == null) {
        throw new IOException("leads out of the jar");
      }
      return JarContent.open(origin.substring(0, inside) + path);
    }
    if (!file.isAbsolute()) {
      file = beside(origin, include);
    }
    return new ManifestSource(
        name(file), file.getPath(), host.read(file.getPath(), ManifestLocator.LIMIT));
  }

  /**
   * As short as it may be; where {@code x} of {@code x/../} is a link, as the system follows it.
   */
  private static File beside(String origin, String include) throws IOException {
    File written = new File(new File(origin).getParentFile(), include);
    File shortened = new File(normal(written.getPath()));
    File real = written.getCanonicalFile();
    return shortened.getCanonicalFile().equals(real) ? shortened : real;
  }

  /**
   * Takes {@code x/../} and {@code ./} out, so that one file has one origin and a cycle is seen.
   */
  private static String normal(String path) {
    String unix = path.replace(File.separatorChar, '/');
    boolean absolute = unix.startsWith("/");
    String resolved = JarContent.resolve("", absolute ? unix.substring(1) : unix);
    return resolved == null ? path : (absolute ? "/" : "") + resolved;
  }

  /** Relative to the working directory where the file lies below it. */
  private String name(File file) {
    String working = host.file("").getPath();
    String path = file.getPath();
    return working.length() > 1 && path.startsWith(working + File.separator)
        ? path.substring(working.length() + 1)
        : path;
  }
}

package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import dev.startguard.manifest.IncludeResolver;
import dev.startguard.manifest.ManifestSource;
import java.io.File;
import java.io.IOException;

/**
 * Opens included manifests from disk, and {@code classpath:} ones from the application's class
 * path.
 */
public final class FileIncludes implements IncludeResolver {
  private final HostFacts host;

  public FileIncludes(HostFacts host) {
    this.host = host;
  }

  @Override
  public ManifestSource open(String origin, String include) throws IOException {
    File file = new File(include);
    if (!file.isAbsolute()) {
      file = new File(new File(origin).getParentFile(), include);
    }
    return new ManifestSource(include, file.getPath(), host.read(file.getPath(), (1 << 20) + 1));
  }
}

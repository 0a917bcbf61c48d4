package dev.startguard.manifest;

import java.io.IOException;

/**
 * Opens the files that a manifest includes. The agent reads disk and class path; a test may read a
 * map.
 */
public interface IncludeResolver {

  /**
   * Opens {@code include}, which stands in the manifest at {@code origin}.
   *
   * @param origin the including file's {@link ManifestSource#origin()}
   * @param include as written: a relative or absolute path, or {@code classpath:PATH}
   * @throws IOException when it is missing, unreadable or no regular file; the message says which,
   *     and is shown
   */
  ManifestSource open(String origin, String include) throws IOException;
}

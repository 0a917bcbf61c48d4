package dev.startguard.core.rule;

import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Where classes were loaded from. */
public final class CodeSources {
  private CodeSources() {}

  /**
   * The path of the URL that a class was loaded from; null when it has none. Asks no more of the
   * URL: its handler may be the application's.
   */
  public static @Nullable String path(Class<?> type) {
    return path(type.getProtectionDomain());
  }

  /** The same of a class that is not there yet. */
  public static @Nullable String path(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location == null ? null : location.getPath();
  }
}

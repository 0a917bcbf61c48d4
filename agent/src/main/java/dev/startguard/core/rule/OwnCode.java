package dev.startguard.core.rule;

import org.jspecify.annotations.Nullable;

/** What the application's own code is, when {@code runtime.packages} does not say so. */
public interface OwnCode {

  /**
   * Whether a class belongs to the application's own artefact.
   *
   * @param className its binary name
   * @param codeSource the path of the URL that it was loaded from; null when it has none
   */
  boolean own(String className, @Nullable String codeSource);

  /**
   * Whether a class lies in a package or below it.
   *
   * @param name the package; empty for the one without a name
   */
  static boolean inPackage(String className, String name) {
    return name.isEmpty()
        ? className.indexOf('.') < 0
        : className.startsWith(name)
            && (className.length() == name.length() || className.charAt(name.length()) == '.');
  }
}

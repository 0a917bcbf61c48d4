package dev.startguard.core.rule;

/** What the application's own code is, when {@code runtime.packages} does not say so. */
public interface OwnCode {

  /** Whether the class at the site belongs to the application's own artefact. */
  boolean own(Site site);

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

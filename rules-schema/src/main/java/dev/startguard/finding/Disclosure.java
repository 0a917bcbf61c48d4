package dev.startguard.finding;

import java.util.List;

/**
 * Decides what of a value may be shown. The only maker of {@link Shown} values, so that no message
 * can carry text that has not passed here.
 */
public final class Disclosure {
  private final List<Redacted> secrets;

  /**
   * @param secrets the declared secrets' values, of which none may appear
   */
  public Disclosure(List<Redacted> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /**
   * The value of the variable or property {@code name}, quoted; or, where it may be a secret, a
   * remark in parentheses that says why it is hidden.
   */
  public Shown show(String name, String value) {
    return new Shown('"' + value + '"');
  }

  /**
   * Whether {@code name} reads like a secret's: {@code *KEY*}, {@code *TOKEN*}, {@code *PASSWORD*}
   * …
   */
  public static boolean secretName(String name) {
    return false;
  }

  List<Redacted> secrets() {
    return secrets;
  }
}

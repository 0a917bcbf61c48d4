package dev.startguard.finding;

import java.util.List;

/**
 * Decides what of a value may be shown. The only maker of {@link Shown} values.
 *
 * <p>Where showing more and giving nothing away conflict, it hides. Loaded only when a value is to
 * be shown; a good start shows none.
 */
public final class Disclosure {
  /** What stands where a part of a value was masked; its width says nothing about the part's. */
  static final String MASK = "***";

  private final List<Redacted> secrets;

  /**
   * @param secrets the declared secrets' values, of which none may appear
   */
  public Disclosure(List<Redacted> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /**
   * The value of the variable, property or setting {@code name}, quoted, with the credentials of a
   * URL masked; or, where it may be or hold a secret, a remark in parentheses that says why it is
   * hidden.
   */
  public Shown show(String name, String value) {
    if (value.isEmpty()) {
      return new Shown("\"\"");
    }
    if (secretName(name)) {
      return hidden("its name reads like a secret's");
    }
    if (CommandLines.options(name)) {
      return hidden("JVM options may hold secrets");
    }
    if (SecretSearch.holds(secrets, value)) {
      return hidden("it holds a secret");
    }
    String text = name.equals(CommandLines.COMMAND) ? CommandLines.program(value) : value;
    String masked = UrlMask.mask(text);
    if (tokenShape(text) || (masked != null && NamedSecrets.in(masked))) {
      return hidden("it has the shape of a secret");
    }
    return masked == null ? hidden("it may hold credentials") : new Shown('"' + masked + '"');
  }

  /**
   * A path as it may be shown, not quoted. A secret that was set where a file's name belongs is no
   * path: it is shown only when something about it is known to exist.
   *
   * @param known whether the file, or the directory that it should stand in, exists
   */
  public Shown path(String path, boolean known) {
    if (!known || SecretSearch.holds(secrets, path) || tokenShape(path)) {
      return hidden("it may be a secret itself");
    }
    return new Shown(path);
  }

  /**
   * A name as it may be shown, not quoted: of an option, a property, a file. It may hold a secret
   * by mistake.
   */
  public Shown name(String name) {
    return SecretSearch.holds(secrets, name) || tokenShape(name)
        ? hidden("it holds a secret")
        : new Shown(name);
  }

  /**
   * Whether {@code name} reads like a secret's: {@code *KEY*}, {@code *TOKEN*}, {@code *PASSWORD*}
   * …
   */
  public static boolean secretName(String name) {
    return SecretNames.like(name);
  }

  /**
   * Whether {@code text} holds what only a credential looks like: a JWT, a PEM block, a vendor's
   * token. Narrow: what it says yes to is worth an error.
   */
  public static boolean tokenShape(String text) {
    return TokenShapes.in(text);
  }

  /**
   * Whether {@code text} must be masked where it is quoted without its name: a token's shape,
   * {@code password=…}, a URL with user info or a query. Wide: it says yes when unsure.
   */
  public static boolean looksLikeSecret(String text) {
    return tokenShape(text) || NamedSecrets.in(text) || UrlMask.credentials(text);
  }

  /**
   * What an operator typed where a name or a path belongs, not quoted: itself, or a remark in its
   * place when it looks like a secret or holds credentials.
   */
  public static String plain(String text) {
    return looksLikeSecret(text) ? "(hidden: it may be a secret)" : text;
  }

  private static Shown hidden(String why) {
    return new Shown("(hidden: " + why + ")");
  }
}

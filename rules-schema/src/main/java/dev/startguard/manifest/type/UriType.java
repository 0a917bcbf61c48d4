package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * An absolute URI, as {@link URI} reads it: {@code urn:isbn:0451450523}, {@code s3://bucket/key},
 * {@code file:/tmp}.
 */
final class UriType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    try {
      String scheme = new URI(text).getScheme();
      return scheme != null && scheme.length() > 1 ? Judgement.fits(text) : wrong(text);
    } catch (URISyntaxException invalid) {
      return wrong(text);
    }
  }

  /** Whether the text is a scheme (RFC 3986): a letter, then letters, digits and {@code + - .} */
  static boolean isScheme(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.letter(c) && (i == 0 || (!Ascii.digit(c) && c != '+' && c != '-' && c != '.'))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static Judgement wrong(String text) {
    int colon = text.indexOf(':');
    String hint = "has a character that must be written as %XX, or nothing after its scheme";
    String fix = null;
    if (PathType.windows(text)) {
      hint = "is a Windows path";
      fix = "write it as file:///C:/dir/file";
    } else if (colon < 0 || !isScheme(text.substring(0, colon))) {
      hint = "has no scheme";
      fix = "begin it with one: https:, file:, urn:";
    } else if (text.indexOf(' ') >= 0) {
      hint = "has a space in it";
      fix = "write %20";
    } else if (text.indexOf('\\') >= 0) {
      hint = "has a backslash in it";
    }
    return Causes.wrongType("not a URI", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a URI, scheme included";
  }
}

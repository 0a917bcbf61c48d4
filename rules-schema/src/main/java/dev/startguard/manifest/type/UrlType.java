package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A URL with a scheme and a host, as {@link URI} reads it: {@code schemes} and {@code hosts}
 * (exact, or {@code *.example.com} for every name below) narrow it. User info, {@code
 * //user:password@}, is refused: URLs are logged.
 */
final class UrlType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException invalid) {
      return wrong(text);
    }
    String authority = uri.getRawAuthority();
    if (authority != null && authority.indexOf('@') >= 0) {
      return Judgement.wrongType("not a URL without user info")
          .withHint(
              "has credentials in it, and URLs end up in logs",
              "move them into secrets of their own");
    }
    String scheme = uri.getScheme();
    String host = uri.getHost();
    if (scheme == null || host == null || !hostAndPort(host, uri)) {
      return wrong(text);
    }
    Judgement fault = fault(text, Ascii.lower(scheme), name(host), entry);
    return fault != null ? fault : Judgement.fits(text);
  }

  private static boolean hostAndPort(String host, URI uri) {
    boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() < 65_536);
    return port && (host.startsWith("[") || HostnameType.isHost(host, 0, host.length()));
  }

  private static @Nullable Judgement fault(String text, String scheme, String host, Fields entry) {
    List<String> schemes = entry.texts("schemes");
    if (!schemes.isEmpty() && !lower(schemes).contains(scheme)) {
      boolean secure = scheme.equals("http") && schemes.contains("https");
      String hint = secure ? "is not encrypted, where https is asked for" : null;
      return Causes.breaks("schemes", "scheme not " + EnumType.oneOf(schemes), text, hint, null);
    }
    List<String> hosts = entry.texts("hosts");
    for (int i = 0; i < hosts.size(); i++) {
      String allowed = name(hosts.get(i));
      if (allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed)) {
        return null;
      }
    }
    return hosts.isEmpty()
        ? null
        : Causes.breaks("hosts", "host not " + EnumType.oneOf(hosts), text);
  }

  /** A host as it is compared: in lower case, without the dot at its end. */
  private static String name(String host) {
    String lower = Ascii.lower(host);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static List<String> lower(List<String> texts) {
    List<String> lower = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      lower.add(Ascii.lower(texts.get(i)));
    }
    return lower;
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    int host = text.indexOf("://");
    if (text.startsWith("jdbc:")) {
      hint = "is a JDBC URL";
      fix = "declare it jdbc-url";
    } else if (host < 0) {
      hint = "has no scheme";
      fix = "begin it with https://";
    } else if (text.indexOf(' ') >= 0) {
      hint = "has a space in it";
      fix = "write %20";
    } else if (text.indexOf('\\') >= 0) {
      hint = "has a backslash in it";
    } else if (underscore(text, host + 3)) {
      hint = "has an underscore in its host, so that java.net.URI sees no host";
      fix = "rename the host";
    } else {
      hint =
          "has no host, no port from 1 to 65535 after it, or a character that must be written as %XX";
    }
    return Causes.wrongType("not a URL", text, hint, fix);
  }

  private static boolean underscore(String text, int start) {
    for (int i = start; i < text.length() && "/?#".indexOf(text.charAt(i)) < 0; i++) {
      if (text.charAt(i) == '_') {
        return true;
      }
    }
    return false;
  }

  @Override
  public String expectation(Fields entry) {
    StringBuilder out = new StringBuilder("a URL");
    if (entry.has("schemes")) {
      out.append(" whose scheme is ").append(EnumType.oneOf(entry.texts("schemes")));
    }
    if (entry.has("hosts")) {
      out.append(entry.has("schemes") ? " and whose host is " : " whose host is ");
      out.append(EnumType.oneOf(entry.texts("hosts")));
    }
    return out.append(entry.has("schemes") ? "" : ", scheme and host included").toString();
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    List<String> schemes = entry.texts("schemes");
    for (int i = 0; i < schemes.size(); i++) {
      if (!UriType.isScheme(schemes.get(i))) {
        return Judgement.breaks(
            "schemes", "names " + schemes.get(i) + ", which is not a scheme (https, without ://)");
      }
    }
    List<String> hosts = entry.texts("hosts");
    for (int i = 0; i < hosts.size(); i++) {
      String host = hosts.get(i);
      int start = host.startsWith("*.") ? 2 : 0;
      boolean address = host.startsWith("[") && host.endsWith("]");
      if (!address && !HostnameType.isHost(host, start, host.length())) {
        return Judgement.breaks(
            "hosts", "names " + host + ", which is not a host name (no scheme, no port)");
      }
    }
    return null;
  }
}

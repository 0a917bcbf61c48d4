package dev.startguard.core.check.probe;

import org.jspecify.annotations.Nullable;

/**
 * A URL of http or https, in ASCII.
 *
 * @param secure whether it is https
 * @param authority host and port as they stand in the URL, for the header {@code Host}
 * @param target path and query, beginning with a slash
 */
record WebAddress(boolean secure, Address address, String authority, String target) {

  /**
   * Parses a URL; null when the text is none, or when it holds user info: no probe sends
   * credentials.
   */
  static @Nullable WebAddress parse(String text) {
    boolean secure = text.regionMatches(true, 0, "https://", 0, 8);
    int start = secure ? 8 : 7;
    if (!secure && !text.regionMatches(true, 0, "http://", 0, 7)) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
        return null; // a line feed would end the request's line
      }
    }
    int end = start;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String authority = text.substring(start, end);
    int port = authority.lastIndexOf(':') > authority.lastIndexOf(']') ? 1 : 0;
    Address address =
        port > 0 ? Address.parse(authority) : address(Address.host(authority), secure);
    if (address == null || (address.host().indexOf(':') >= 0) != authority.startsWith("[")) {
      return null;
    }
    int fragment = text.indexOf('#', end);
    String target = text.substring(end, fragment < 0 ? text.length() : fragment);
    return new WebAddress(
        secure, address, authority, target.startsWith("/") ? target : "/" + target);
  }

  private static @Nullable Address address(@Nullable String host, boolean secure) {
    return host == null ? null : new Address(host, secure ? 443 : 80);
  }

  /** Where a {@code Location} leads from here (RFC 3986, section 5.2); null when nowhere. */
  @Nullable WebAddress resolve(String location) {
    String scheme = secure ? "https:" : "http:";
    if (location.startsWith("//")) {
      return parse(scheme + location);
    }
    int colon = location.indexOf(':');
    int slash = location.indexOf('/');
    if (colon > 0 && (slash < 0 || colon < slash)) {
      return parse(location);
    }
    String base = scheme + "//" + authority;
    if (location.startsWith("/")) {
      return parse(base + location);
    }
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return location.startsWith("?")
        ? parse(base + path + location)
        : parse(base + path.substring(0, path.lastIndexOf('/') + 1) + location);
  }

  /** Scheme, host and port: what may be shown of a URL that a peer sent. */
  String origin() {
    return (secure ? "https://" : "http://") + authority;
  }
}

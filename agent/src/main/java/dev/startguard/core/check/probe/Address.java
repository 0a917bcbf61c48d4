package dev.startguard.core.check.probe;

import org.jspecify.annotations.Nullable;

/**
 * A host and a port.
 *
 * @param host a name, or an address; one of IPv6 without its brackets
 */
record Address(String host, int port) {

  /** Parses {@code host:port}; null when the text is something else. */
  static @Nullable Address parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      return null;
    }
    String host = host(text.substring(0, colon));
    int port = port(text, colon + 1);
    return host == null || port < 0 ? null : new Address(host, port);
  }

  /** The host, without the brackets of an IPv6 address; null when it cannot be one. */
  static @Nullable String host(String text) {
    int length = text.length();
    String host =
        length > 2 && text.charAt(0) == '[' && text.charAt(length - 1) == ']'
            ? text.substring(1, length - 1)
            : text;
    if (host.isEmpty() || host.length() > 255) {
      return null;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c >= 0x7F || "/\\@?#[]\"<>".indexOf(c) >= 0) {
        return null;
      }
    }
    return host;
  }

  /** The port, 1 to 65535, that the rest of the text is; -1 when it is none. */
  static int port(String text, int start) {
    int port = 0;
    if (start == text.length() || text.length() - start > 5) {
      return -1;
    }
    for (int i = start; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      port = port * 10 + digit;
    }
    return port < 1 || port > 65_535 ? -1 : port;
  }
}

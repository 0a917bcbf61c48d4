package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A host and a port, {@code db.internal:5432}: the host as {@code hostname} has it, or an IPv6
 * address in brackets, {@code [::1]:80}. Compared in lower case.
 */
final class HostPortType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    int colon = text.lastIndexOf(':');
    int port = colon < 0 ? -1 : PortType.port(text, colon + 1, text.length());
    String host = port < 0 ? null : host(text, colon);
    return host != null ? Judgement.fits(host + ":" + port) : wrong(text, colon, port);
  }

  private static @Nullable String host(String text, int end) {
    if (text.startsWith("[") && text.charAt(end - 1) == ']') {
      return IpType.canonical(text.substring(1, end - 1)) == null
              || Addresses.v4(text, 1, end - 1) >= 0
          ? null
          : "[" + IpType.canonical(text.substring(1, end - 1)) + "]";
    }
    return HostnameType.isHost(text, 0, end) ? Ascii.lower(text.substring(0, end)) : null;
  }

  private static Judgement wrong(String text, int colon, int port) {
    String hint = null;
    String fix = null;
    if (text.contains("://")) {
      hint = "is a URL";
      fix = "give host:port alone, or declare it url";
    } else if (colon < 0 && HostnameType.isHost(text, 0, text.length())) {
      hint = "has no port";
      fix = "add it after a colon, or declare it hostname";
    } else if (colon == 0) {
      hint = "has no host";
    } else if (text.indexOf(',') > 0) {
      hint = "has more than one of them";
      fix = "declare it { type: list, of: host-port }";
    } else if (text.indexOf(':') < colon && !text.startsWith("[")) {
      hint = "has more than one colon";
      fix = "put an IPv6 address in brackets: [::1]:80";
    } else if (colon > 0 && port < 0 && HostnameType.isHost(text, 0, colon)) {
      hint = "has no port from 1 to 65535 after its host";
    } else if (text.indexOf('_') >= 0) {
      hint = "has an underscore, with which java.net.URI sees no host";
      fix = "rename the host";
    }
    return Causes.wrongType("not a host and a port", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "host:port";
  }
}

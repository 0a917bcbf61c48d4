package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 address of four decimal numbers without leading zeros (which some programs read as
 * octal), or an IPv6 address (RFC 4291) with or without a zone, {@code fe80::1%eth0}. IPv6 is
 * compared as RFC 5952 spells it.
 */
final class IpType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    String canonical = canonical(text);
    return canonical != null ? Judgement.fits(canonical) : wrong(text);
  }

  static @Nullable String canonical(String text) {
    if (Addresses.v4(text, 0, text.length()) >= 0) {
      return text;
    }
    int zone = text.indexOf('%');
    int[] groups = Addresses.v6(text, 0, zone < 0 ? text.length() : zone);
    if (groups == null || (zone >= 0 && !isZone(text, zone + 1))) {
      return null;
    }
    return zone < 0
        ? Addresses.canonical(groups)
        : Addresses.canonical(groups) + text.substring(zone);
  }

  private static boolean isZone(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.letterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return start < text.length() && text.length() - start <= 64;
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    int colon = text.indexOf(':');
    if (text.startsWith("[") && text.endsWith("]")) {
      hint = "is in brackets, which belong to URLs";
      fix = "remove them";
    } else if (text.contains("://")) {
      hint = "is a URL";
      fix = "give the address alone";
    } else if (colon > 0
        && Addresses.v4(text, 0, colon) >= 0
        && PortType.port(text, colon + 1, text.length()) > 0) {
      hint = "has a port";
      fix = "give the address alone, or declare it host-port";
    } else if (text.indexOf('/') >= 0) {
      hint = "has a prefix length or a path";
      fix = "give the address alone, or declare it cidr";
    } else if (octal(text)) {
      hint = "has a number with a leading zero, which some programs read as octal";
      fix = "remove the zero";
    } else if (HostnameType.isName(text, 0, text.length())) {
      hint = "is a host name";
      fix = "declare it hostname, or give the address";
    }
    return Causes.wrongType("not an IP address", text, hint, fix);
  }

  /** Four numbers of which at least one has a zero before it. */
  private static boolean octal(String text) {
    int dots = 0;
    boolean leading = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean first = i == 0 || text.charAt(i - 1) == '.';
      leading |= first && c == '0' && Ascii.digits(text, i) > i + 1;
      dots += c == '.' ? 1 : 0;
      if (c != '.' && !Ascii.digit(c)) {
        return false;
      }
    }
    return dots == 3 && leading;
  }

  @Override
  public String expectation(Fields entry) {
    return "an IPv4 or IPv6 address";
  }
}

package dev.startguard.manifest.type;

import org.jspecify.annotations.Nullable;

/** IP addresses in text. {@link java.net.InetAddress} is not asked: it might look a name up. */
final class Addresses {
  private Addresses() {}

  /**
   * The IPv4 address of four decimal numbers without leading zeros; -1 when the stretch is none.
   */
  static long v4(String text, int start, int end) {
    long address = 0;
    int at = start;
    for (int part = 0; part < 4; part++) {
      int stop = Math.min(Ascii.digits(text, at), end);
      int length = stop - at;
      if (length < 1 || length > 3 || (length > 1 && text.charAt(at) == '0')) {
        return -1;
      }
      int number = Integer.parseInt(text, at, stop, 10);
      boolean follows = part < 3 ? stop < end && text.charAt(stop) == '.' : stop == end;
      if (number > 255 || !follows) {
        return -1;
      }
      address = (address << 8) | number;
      at = stop + 1;
    }
    return address;
  }

  /**
   * The eight groups of an IPv6 address (RFC 4291, without zone); null when the stretch is none.
   */
  static int @Nullable [] v6(String text, int start, int end) {
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int at = start;
    if (end - start > 45) {
      return null;
    }
    if (text.startsWith("::", start)) {
      gap = 0;
      at = start + 2;
    }
    while (at < end) {
      long tail = count < 7 ? v4(text, at, end) : -1;
      if (tail >= 0) {
        groups[count++] = (int) (tail >> 16);
        groups[count++] = (int) (tail & 0xFFFF);
        at = end;
        break;
      }
      int stop = at;
      while (stop < end && Ascii.hex(text.charAt(stop))) {
        stop++;
      }
      if (count == 8 || stop == at || stop - at > 4) {
        return null;
      }
      groups[count++] = Integer.parseInt(text, at, stop, 16);
      at = stop;
      if (at == end) {
        break;
      }
      if (text.charAt(at) != ':' || ++at == end) {
        return null;
      }
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        at++;
      }
    }
    return filled(groups, count, gap, end - start);
  }

  private static int @Nullable [] filled(int[] groups, int count, int gap, int length) {
    if (gap < 0) {
      return count == 8 ? groups : null;
    }
    if (count == 8 || length < 2) {
      return null;
    }
    int[] all = new int[8];
    System.arraycopy(groups, 0, all, 0, gap);
    System.arraycopy(groups, gap, all, 8 - (count - gap), count - gap);
    return all;
  }

  /** The one spelling of an IPv6 address (RFC 5952). */
  static String canonical(int[] groups) {
    int gap = -1;
    int longest = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > longest) {
        longest = end - i;
        gap = i;
      }
    }
    StringBuilder out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        out.append("::");
        i += longest - 1;
      } else {
        out.append(out.length() == 0 || out.charAt(out.length() - 1) == ':' ? "" : ":");
        out.append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }
}

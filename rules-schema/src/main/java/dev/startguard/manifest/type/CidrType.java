package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A network, {@code 10.0.0.0/8} or {@code 2001:db8::/32}: an address of {@code ip} without zone,
 * and the length of its prefix. No bit may be set after the prefix: {@code 10.0.0.5/8} is a slip
 * more often than not.
 */
final class CidrType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    int slash = text.indexOf('/');
    int length = slash < 0 ? -1 : length(text, slash + 1);
    if (length < 0) {
      return wrong(text, slash);
    }
    long v4 = Addresses.v4(text, 0, slash);
    if (v4 >= 0) {
      return length > 32
          ? wrong(text, slash)
          : ((v4 << length) & 0xFFFF_FFFFL) == 0 ? Judgement.fits(text) : hostBits();
    }
    int[] groups = Addresses.v6(text, 0, slash);
    if (groups == null || length > 128) {
      return wrong(text, slash);
    }
    return clearAfter(groups, length)
        ? Judgement.fits(Addresses.canonical(groups) + "/" + length)
        : hostBits();
  }

  /** One to three digits without a leading zero; -1 when it is none. */
  private static int length(String text, int start) {
    int digits = Ascii.digits(text, start) - start;
    boolean length =
        digits > 0
            && digits < 4
            && start + digits == text.length()
            && (digits == 1 || text.charAt(start) != '0');
    return length ? Integer.parseInt(text, start, text.length(), 10) : -1;
  }

  private static boolean clearAfter(int[] groups, int length) {
    for (int bit = length; bit < 128; bit++) {
      if ((groups[bit / 16] & (0x8000 >> (bit % 16))) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Judgement hostBits() {
    return Judgement.wrongType("not a network")
        .withHint(
            "has bits set after its prefix", "clear them, as in 10.0.0.0/8, or declare it string");
  }

  private static Judgement wrong(String text, int slash) {
    @Nullable String hint = null;
    String fix = null;
    if (slash < 0 && IpType.canonical(text) != null) {
      hint = "has no prefix length";
      fix = "add one: /32 is a single IPv4 address, /128 a single IPv6 address";
    } else if (slash > 0 && Addresses.v4(text, slash + 1, text.length()) >= 0) {
      hint = "has a mask in place of a prefix length";
      fix = "write its number of bits: /24 for 255.255.255.0";
    }
    return Causes.wrongType("not a network", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a network with its prefix length: 10.0.0.0/8";
  }
}

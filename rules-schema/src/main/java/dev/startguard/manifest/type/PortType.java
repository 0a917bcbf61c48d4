package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;

/**
 * A TCP or UDP port that a program can be told: 1 to 65535, narrowed by {@code min} and {@code
 * max}.
 */
final class PortType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 4) {
        return Judgement.wrongType("not a port");
      }
      port = port * 10 + digit;
    }
    if (port < 1 || port > 65_535) {
      return Judgement.wrongType("not a port");
    }
    if (port < entry.whole("min", 1)) {
      return Judgement.breaks("min", "below " + entry.whole("min", 1));
    }
    if (port > entry.whole("max", 65_535)) {
      return Judgement.breaks("max", "above " + entry.whole("max", 65_535));
    }
    return Judgement.fits(Integer.toString(port));
  }

  @Override
  public String expectation(Fields entry) {
    return "a whole number from " + entry.whole("min", 1) + " to " + entry.whole("max", 65_535);
  }
}

package dev.startguard.core.check.platform;

import org.jspecify.annotations.Nullable;

/** Whole numbers in the kernel's files. */
final class KernelNumber {
  private KernelNumber() {}

  /** The number; -1 when the text is none: {@code max}, {@code unlimited}, nothing. */
  static long of(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 18) {
      return -1; // over 10^18 is how version 1 says that there is no limit
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}

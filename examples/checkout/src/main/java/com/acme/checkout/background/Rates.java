package com.acme.checkout.background;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;

/** A source of exchange rates that dries up after the first. */
final class Rates {
  private final Iterator<BigDecimal> answers = List.of(new BigDecimal("1.08")).iterator();

  /**
   * The next one.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  BigDecimal next() {
    return answers.next();
  }
}

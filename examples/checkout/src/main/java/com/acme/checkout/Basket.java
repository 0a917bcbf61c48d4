package com.acme.checkout;

import java.math.BigDecimal;
import java.util.List;

/** What a customer wants to buy. */
public record Basket(List<Line> lines) {

  /** One article, its quantity and net price. */
  public record Line(String article, int quantity, BigDecimal price) {}
}

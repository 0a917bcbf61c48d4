package com.acme.checkout;

import java.math.BigDecimal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the environment decides. Every name here stands in {@code startguard.yaml}. */
@Component
public class CheckoutSettings {
  private final String region;
  private final String currency;
  private final BigDecimal taxPercent;
  private final int maxBasketLines;
  private final boolean newCheckout;

  CheckoutSettings(
      @Value("${app.region}") String region,
      @Value("${CURRENCY}") String currency,
      @Value("${TAX_PERCENT}") BigDecimal taxPercent,
      @Value("${MAX_BASKET_LINES:50}") int maxBasketLines,
      @Value("${NEW_CHECKOUT:false}") boolean newCheckout) {
    this.region = region;
    this.currency = currency;
    this.taxPercent = taxPercent;
    this.maxBasketLines = maxBasketLines;
    this.newCheckout = newCheckout;
  }

  public String region() {
    return region;
  }

  public String currency() {
    return currency;
  }

  public BigDecimal taxPercent() {
    return taxPercent;
  }

  public int maxBasketLines() {
    return maxBasketLines;
  }

  public boolean newCheckout() {
    return newCheckout;
  }
}

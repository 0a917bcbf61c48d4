package com.acme.checkout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Prices baskets over HTTP. */
@RestController
class CheckoutController {
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final BigDecimal DISCOUNT = new BigDecimal("0.95");

  private final CheckoutSettings settings;

  CheckoutController(CheckoutSettings settings) {
    this.settings = settings;
  }

  @GetMapping("/health")
  String health() {
    return "ok";
  }

  @PostMapping("/price")
  Receipt price(@RequestBody Basket basket) {
    if (basket.lines().size() > settings.maxBasketLines()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "too many lines");
    }
    BigDecimal net = BigDecimal.ZERO;
    for (Basket.Line line : basket.lines()) {
      net = net.add(line.price().multiply(BigDecimal.valueOf(line.quantity())));
    }
    if (settings.newCheckout()) {
      net = net.multiply(DISCOUNT);
    }
    net = net.setScale(2, RoundingMode.HALF_UP);
    BigDecimal tax = net.multiply(settings.taxPercent()).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    return new Receipt(settings.region(), settings.currency(), net, tax, net.add(tax));
  }
}

package com.acme.checkout.billing;

import java.time.LocalDate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says over HTTP when the shop bills next. */
@RestController
class BillingController {
  private static final int WEEK = 7;

  private final BillingDay billing;

  BillingController(BillingDay billing) {
    this.billing = billing;
  }

  @GetMapping("/billing")
  String next() {
    LocalDate today = billing.today();
    return billing.number(today) + ", cut-off " + billing.cutOffs(today, WEEK).get(1);
  }
}

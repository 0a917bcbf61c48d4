package com.acme.checkout;

import java.math.BigDecimal;

/** What a basket costs. */
public record Receipt(
    String region, String currency, BigDecimal net, BigDecimal tax, BigDecimal total) {}

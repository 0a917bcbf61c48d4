package com.acme.checkout.billing;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** When the shop bills, and under which number. */
@Component
class BillingDay {
  private static final ZoneId SHOP = ZoneId.of("Europe/Berlin");

  /** The third mistake: it does not exist on the last Sunday in March, and twice in October. */
  private static final LocalTime CUT_OFF = LocalTime.of(2, 30);

  private final DateTimeFormatter number;

  /** The first mistake is in the configuration: YYYY is the year that the week belongs to. */
  BillingDay(@Value("${billing.number}") String pattern) {
    number = DateTimeFormatter.ofPattern(pattern);
  }

  /** The second mistake: the day of the machine's zone, not of the shop's. */
  @SuppressWarnings("JavaTimeDefaultTimeZone")
  LocalDate today() {
    return LocalDate.now();
  }

  String number(LocalDate day) {
    return number.format(day);
  }

  /** The next cut-offs from that day on. */
  List<ZonedDateTime> cutOffs(LocalDate first, int days) {
    List<ZonedDateTime> cutOffs = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      cutOffs.add(first.plusDays(i).atTime(CUT_OFF).atZone(SHOP));
    }
    return cutOffs;
  }
}

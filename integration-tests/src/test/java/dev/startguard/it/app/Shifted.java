package dev.startguard.it.app;

import java.time.LocalDateTime;
import java.time.ZoneId;

/** Resolves a time that does not exist, says so, and goes on until a file appears. */
public final class Shifted {
  private Shifted() {}

  public static void main(String[] args) {
    System.out.println(LocalDateTime.of(2027, 3, 28, 2, 30).atZone(ZoneId.of("Europe/Berlin")));
    Waiter.main(args);
  }
}

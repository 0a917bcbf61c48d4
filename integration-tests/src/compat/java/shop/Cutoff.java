package shop;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Supplier;

/** In the gap of that night. */
public final class Cutoff {
  private Cutoff() {}

  public static Object at() {
    LocalDateTime local = LocalDateTime.of(2027, 3, 28, 2, 30);
    Supplier<Object> at = () -> local.atZone(ZoneId.of("Europe/Berlin"));
    return at.get();
  }
}

package dev.startguard.core.rule;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a rule may ask beyond the call itself. */
public interface Surroundings {

  Instant now();

  /** The zone that the JVM started with, learnt without making it the default; null if unknown. */
  @Nullable ZoneOrigin jvmZone();

  /** {@code runtime.zone}: the business's zone; null when it is not given. */
  @Nullable ZoneId businessZone();
}

package dev.startguard.core.rule;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a rule may ask beyond the call itself. */
public interface Surroundings {

  Instant now();

  /**
   * The JVM's default zone: the one that it started with, learnt without making it the default, or
   * what {@code TimeZone.setDefault} made of it; null if unknown.
   */
  @Nullable ZoneOrigin jvmZone();

  /** From now on that is the JVM's default zone; null for one that cannot be known. */
  void changed(@Nullable ZoneOrigin zone);

  /** {@code runtime.zone}: the business's zone; null when it is not given. */
  @Nullable ZoneId businessZone();

  /**
   * Standard error, as it was before main: another one later may lead into a log. Null when the
   * agent came later itself.
   */
  @Nullable PrintStream console();

  /**
   * Where the pool was created that the current thread works for: {@code created at
   * com.acme.Jobs.pool(Jobs.java:22)}. Null when it is none's, or that is not known.
   */
  @Nullable String pool();
}

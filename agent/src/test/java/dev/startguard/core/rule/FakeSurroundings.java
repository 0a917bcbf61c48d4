package dev.startguard.core.rule;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A JVM in Europe/Berlin, from TZ, on 2026-11-21 at noon UTC, unless told otherwise. */
public final class FakeSurroundings implements Surroundings {
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private @Nullable ZoneOrigin jvmZone = new ZoneOrigin(ZoneId.of("Europe/Berlin"), "TZ");
  private @Nullable ZoneId businessZone;
  private @Nullable PrintStream console = System.err;
  private @Nullable String pool;

  public FakeSurroundings now(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  public FakeSurroundings jvm(@Nullable String zone, String origin) {
    jvmZone = zone == null ? null : new ZoneOrigin(ZoneId.of(zone), origin);
    return this;
  }

  public FakeSurroundings business(String zone) {
    businessZone = ZoneId.of(zone);
    return this;
  }

  public FakeSurroundings console(@Nullable PrintStream stream) {
    console = stream;
    return this;
  }

  public FakeSurroundings pool(String created) {
    pool = created;
    return this;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public @Nullable ZoneOrigin jvmZone() {
    return jvmZone;
  }

  @Override
  public void changed(@Nullable ZoneOrigin zone) {
    jvmZone = zone;
  }

  @Override
  public @Nullable ZoneId businessZone() {
    return businessZone;
  }

  @Override
  public @Nullable PrintStream console() {
    return console;
  }

  @Override
  public @Nullable String pool() {
    return pool;
  }
}

package dev.startguard.core.live;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.HostFacts.DefaultZone;
import dev.startguard.core.pool.Pool;
import dev.startguard.core.pool.Pools;
import dev.startguard.core.rule.Surroundings;
import dev.startguard.core.rule.ZoneOrigin;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What the rules ask of this process and this machine. */
final class LiveSurroundings implements Surroundings {
  private static final String TZ = "TZ";
  private static final String LOCAL_TIME = "/etc/localtime";

  private final HostFacts host;
  private final @Nullable ZoneId business;
  private volatile @Nullable ZoneOrigin zone;
  private volatile boolean asked;

  private final @Nullable PrintStream console;
  private final Pools pools;

  /**
   * @param business {@code runtime.zone}
   * @param console standard error, as it was before main; null when nobody knows what it was
   * @param pools those that are known
   */
  LiveSurroundings(
      HostFacts host, @Nullable ZoneId business, @Nullable PrintStream console, Pools pools) {
    this.host = host;
    this.business = business;
    this.console = console;
    this.pools = pools;
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(host.nowMillis());
  }

  /**
   * Asked of the platform once, which takes it some milliseconds, and only when a rule asks. Until
   * the JVM has decided, code may still choose another: {@code System.setProperty}.
   */
  @Override
  public @Nullable ZoneOrigin jvmZone() {
    if (!asked) { // two threads may both ask: the answers are equal
      String decided = host.decidedZone();
      DefaultZone found = host.defaultZone();
      if (decided != null && (found == null || !found.id().equals(decided))) {
        String origin = decided.equals(host.env().get(TZ)) ? TZ : "code of this process";
        found = new DefaultZone(decided, decided, origin);
      }
      zone = found == null ? null : origin(found);
      asked = decided != null;
    }
    return zone;
  }

  @Override
  public void changed(@Nullable ZoneOrigin other) {
    zone = other;
    asked = true;
  }

  @Override
  public @Nullable ZoneId businessZone() {
    return business;
  }

  @Override
  public @Nullable PrintStream console() {
    return console;
  }

  @Override
  public @Nullable String pool() {
    Pool pool = pools.ofThisThread();
    return pool == null ? null : pool.origin();
  }

  private @Nullable ZoneOrigin origin(DefaultZone found) {
    try {
      return new ZoneOrigin(ZoneId.of(found.id(), ZoneId.SHORT_IDS), origin(found.asked(), found));
    } catch (DateTimeException none) {
      return null;
    }
  }

  /** With what was asked for, when it became something else: {@code TZ=Europe/Berln}. */
  private String origin(@Nullable String wanted, DefaultZone found) {
    String origin = found.origin();
    if (origin == null || wanted == null) {
      return host.file(LOCAL_TIME).exists() ? LOCAL_TIME : "the platform";
    }
    return wanted.endsWith(found.id()) ? origin : origin + "=" + wanted;
  }
}

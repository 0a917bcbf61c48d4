package dev.startguard.core.live;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Learns that JMX is being loaded, for none of ours may load it before. Changes nothing. */
final class JmxSeen implements ClassFileTransformer {
  private static final String JMX = "java/lang/management/ManagementFactory";

  private volatile boolean loaded;

  /**
   * @param loaded whether it may be loaded already
   */
  JmxSeen(boolean loaded) {
    this.loaded = loaded;
  }

  /** Whether it may be loaded. */
  boolean loaded() {
    return loaded;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (loader == null && JMX.equals(className)) {
      loaded = true;
    }
    return null;
  }
}

package dev.startguard.bench;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** What it costs that a JVM has a transformer, were it one that leaves every class as it is. */
public final class NullTransformerAgent implements ClassFileTransformer {
  private NullTransformerAgent() {}

  public static void premain(String args, Instrumentation instrumentation) {
    instrumentation.addTransformer(new NullTransformerAgent(), true);
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] file) {
    return null;
  }
}

package dev.startguard.core.weave;

import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** What there is to know of the application's classes, and to be told. Within their loading. */
public interface Application {
  /**
   * Whether a class is its own. Asked of few of them.
   *
   * @param className internal: {@code com/acme/Billing}
   * @param domain where it comes from; null when nobody knows
   */
  boolean own(String className, @Nullable ProtectionDomain domain);

  /**
   * That nothing is to be reported of a method, or of a whole class.
   *
   * @param className internal
   * @param method its name; "" for all of them
   * @param descriptor of the method
   */
  void ignore(String className, String method, String descriptor);
}

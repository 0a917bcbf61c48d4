package dev.startguard.core.weave;

import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Whose a class is that loads. Asked within its loading, of few of them. */
public interface OwnClasses {
  /**
   * Whether it is the application's own.
   *
   * @param className internal: {@code com/acme/Billing}
   * @param domain where it comes from; null when nobody knows
   */
  boolean own(String className, @Nullable ProtectionDomain domain);
}

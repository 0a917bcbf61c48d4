package dev.startguard.it.app;

import java.lang.reflect.InvocationTargetException;
import java.security.Security;

/**
 * Sets how long names are cached, as the JDK's documentation has programs do it, and prints what
 * the JVM makes of it, in seconds. Needs {@code --add-exports java.base/sun.net=ALL-UNNAMED}.
 */
public final class NameCache {
  private NameCache() {}

  public static void main(String[] args)
      throws ClassNotFoundException,
          NoSuchMethodException,
          IllegalAccessException,
          InvocationTargetException {
    Security.setProperty("networkaddress.cache.ttl", "5");
    System.out.println(
        Class.forName("sun.net.InetAddressCachePolicy").getMethod("get").invoke(null));
  }
}

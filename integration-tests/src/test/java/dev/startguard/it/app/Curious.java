package dev.startguard.it.app;

import java.net.URL;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Prints which of its arguments it can find, from every loader an application has at hand: names
 * with a slash or a suffix as resources, the others as classes.
 */
public final class Curious {
  private Curious() {}

  public static void main(String[] args) throws Exception {
    ClassLoader[] loaders = {
      Curious.class.getClassLoader(),
      ClassLoader.getSystemClassLoader(),
      Thread.currentThread().getContextClassLoader(),
      ClassLoader.getPlatformClassLoader()
    };
    for (String name : args) {
      for (ClassLoader loader : loaders) {
        if (name.indexOf('/') >= 0 || name.endsWith(".xml") || name.endsWith(".json")) {
          Enumeration<URL> found = loader.getResources(name);
          while (found.hasMoreElements()) {
            System.out.println("sees " + found.nextElement());
          }
        } else if (finds(name, loader) || finds(name, null)) {
          System.out.println("sees " + name);
        }
      }
    }
    System.out.println("looked");
  }

  private static boolean finds(String name, @Nullable ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException hidden) {
      return false;
    }
  }
}

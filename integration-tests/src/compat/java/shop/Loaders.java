package shop;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;

/** Loads its neighbours as nobody's child, and as OSGi does. */
public final class Loaders {
  private Loaders() {}

  public static void main(String[] arguments) throws Exception {
    URL home = Loaders.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader orphan = new URLClassLoader(new URL[] {home}, null)) {
      System.out.println(call(orphan, "shop.Cutoff"));
    }
    System.out.println(call(new Bundle(), "shop.Closing"));
  }

  private static Object call(ClassLoader loader, String name) throws Exception {
    Class<?> type = loader.loadClass(name);
    if (type.getClassLoader() != loader) {
      throw new IllegalStateException(type + " of " + type.getClassLoader());
    }
    return type.getMethod("at").invoke(null);
  }

  /** Delegates what begins with {@code java.}, has its own classes, and wires nothing else. */
  private static final class Bundle extends ClassLoader {
    Bundle() {
      super(null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("java.")) {
        return ClassLoader.getPlatformClassLoader().loadClass(name);
      }
      Class<?> known = findLoadedClass(name);
      return known != null ? known : findClass(name);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.startsWith("shop.")) {
        throw new ClassNotFoundException(name + " is not imported");
      }
      try (InputStream in =
          Loaders.class.getResourceAsStream(name.substring("shop.".length()) + ".class")) {
        byte[] file = in.readAllBytes();
        return defineClass(name, file, 0, file.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }
}

package dev.startguard.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;

/** Class files of this module's tests, and a loader that defines them anew. */
public final class ClassBytes {
  private ClassBytes() {}

  public static byte[] of(Class<?> type) {
    return of(ClassLoader.getSystemClassLoader(), type.getName());
  }

  private static byte[] of(ClassLoader loader, String name) {
    try (InputStream file = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Defines the classes whose names begin so itself, after this change. */
  public static ClassLoader loader(String prefix, BiFunction<String, byte[], byte[]> change) {
    ClassLoader parent = ClassBytes.class.getClassLoader();
    return new ClassLoader(parent) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
          Class<?> loaded = findLoadedClass(name);
          if (loaded == null && name.startsWith(prefix)) {
            byte[] file = change.apply(name, of(parent, name));
            loaded = defineClass(name, file, 0, file.length);
          }
          return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
      }
    };
  }
}

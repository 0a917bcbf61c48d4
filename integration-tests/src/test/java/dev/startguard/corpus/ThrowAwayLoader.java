package dev.startguard.corpus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one jar, those of the JDK, and of all other jars what it needs of them. Links
 * classes without initialising them: none of their code ever runs.
 */
final class ThrowAwayLoader extends ClassLoader {
  private final Map<String, byte[]> own;
  private final Shelf shelf;

  /**
   * @param own class files by their names with slashes
   */
  ThrowAwayLoader(Map<String, byte[]> own, Shelf shelf) {
    super(ClassLoader.getPlatformClassLoader());
    this.own = own;
    this.shelf = shelf;
  }

  /**
   * Defines the class here, wherever else it is, and makes the JVM verify it.
   *
   * @return what the JVM has against it; null when it is verified
   */
  @Nullable Throwable link(String name, byte[] file) {
    try {
      Class<?> type = findLoadedClass(name.replace('/', '.'));
      return linked(type == null ? define(name, file) : type);
    } catch (LinkageError | RuntimeException refused) {
      return refused;
    }
  }

  /**
   * HotSpot links a class before it lists its members. What it lists it makes, whose types may be
   * absent: so one list is enough.
   */
  private static @Nullable Throwable linked(Class<?> type) {
    Throwable first = null;
    for (int list = 0; list < 3; list++) {
      try {
        int length =
            switch (list) {
              case 0 ->
                  type.isInterface()
                      ? type.getDeclaredFields().length
                      : type.getConstructors().length;
              case 1 -> type.getDeclaredFields().length;
              default -> type.getDeclaredMethods().length;
            };
        return length < 0 ? first : null;
      } catch (VerifyError refused) {
        return refused;
      } catch (LinkageError | RuntimeException absent) {
        first = first == null ? absent : first;
      }
    }
    return first;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/');
    byte[] file = own.get(path);
    if (file == null) {
      file = shelf.find(path);
    }
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    return define(path, file);
  }

  private Class<?> define(String path, byte[] file) {
    return defineClass(path.replace('/', '.'), file, 0, file.length);
  }
}

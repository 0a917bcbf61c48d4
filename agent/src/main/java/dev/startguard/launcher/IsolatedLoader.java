package dev.startguard.launcher;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the core, and hides it.
 *
 * <p>The law of the class loaders:
 *
 * <ol>
 *   <li>The launcher alone lies where the application can see it. Everything else lies in the same
 *       jar under {@code startguard/} with the suffix {@code .classdata}: to every other loader
 *       that is a resource nobody asks for.
 *   <li>This loader never asks the application's loader for anything. Above it stand the JDK's own
 *       packages, by prefix; with fewer of them, TLS, JMX and JFR events fail.
 *   <li>Whatever else the JDK or the application holds (an own SnakeYAML, SLF4J, Byte Buddy) is not
 *       found from here, and ours is not found from there.
 *   <li>Nothing is appended to the bootstrap class path: the JVM would warn on the user's console
 *       and drop the application's AppCDS archive.
 * </ol>
 */
@SuppressWarnings("RequireExplicitNullMarking")
final class IsolatedLoader extends ClassLoader implements Runnable {
  private static final String PREFIX = "startguard/";
  private static final String OURS = "dev.startguard.";
  private static final String[] JDK = {
    "java.",
    "javax.net.",
    "javax.crypto.",
    "javax.security.",
    "javax.management.",
    "com.sun.management.",
    "jdk.jfr.",
    "jdk.internal.reflect." // up to 17 what reflection generates for us is made of it
  };

  static {
    registerAsParallelCapable();
  }

  private final ZipFile jar;
  private final File file;
  private final ProtectionDomain domain;
  private final StartBlock start;

  IsolatedLoader(File file, CodeSource source) throws IOException {
    super(platform());
    this.file = file;
    // Not a JarFile: no signature and no other release is looked for.
    this.jar = new ZipFile(file);
    this.domain = new ProtectionDomain(source, null, this, null);
    this.start = new StartBlock(bytes(StartBlock.INDEX), bytes(StartBlock.CLASSES));
  }

  /**
   * Loads what every start needs on a second thread, ahead of the one that needs it. Saves 5 ms of
   * 30 on 17 and 13 of 47 on 25; with one processor it would cost 3.
   */
  void loadAhead() {
    try {
      if (Runtime.getRuntime().availableProcessors() > 1) {
        Thread ahead = new Thread(this, "startguard-start");
        ahead.setDaemon(true);
        ahead.start();
      }
    } catch (Throwable noThread) {
      // A start alone is a slower start.
    }
  }

  /** For the thread of {@link #loadAhead()}. */
  @Override
  public void run() {
    for (int i = 0; i < start.every(); i++) {
      loadAhead(start.names().get(i));
    }
  }

  private void loadAhead(String name) {
    try {
      loadClass(name);
    } catch (Throwable absent) {
      // Not in this JDK, or broken: who needs it will say so.
    }
  }

  /** The topmost loader but the bootstrap's: Java 8 has no name for it. */
  private static @Nullable ClassLoader platform() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader != null && loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      for (String prefix : JDK) {
        if (name.startsWith(prefix)) {
          return super.loadClass(name, resolve);
        }
      }
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = findClass(name);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    StartBlock.Part part = start.find(name);
    if (part != null) {
      return defineClass(name, start.classes(), part.from, part.length, domain);
    }
    ZipEntry entry = jar.getEntry(PREFIX + name.replace('.', '/') + ".classdata");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes;
    try {
      bytes = read(entry);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  /** A resource of ours; empty when it is not there. */
  private byte[] bytes(String name) throws IOException {
    ZipEntry entry = jar.getEntry(PREFIX + name);
    return entry == null ? new byte[0] : read(entry);
  }

  private byte[] read(ZipEntry entry) throws IOException {
    byte[] bytes = new byte[(int) entry.getSize()];
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readFully(bytes);
    }
    return bytes;
  }

  /**
   * Our own resources only: the JDK's lie in modules, the application's are none of our business.
   */
  @Override
  public @Nullable URL getResource(String name) {
    if (jar.getEntry(PREFIX + name) == null) {
      return null;
    }
    try {
      return new URL("jar:" + file.toURI() + "!/" + PREFIX + name);
    } catch (IOException malformed) {
      return null;
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    URL url = getResource(name);
    return url == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }

  /** Straight from the open jar: a stream of the URL would open and cache a second one. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    ZipEntry entry = jar.getEntry(PREFIX + name);
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException unreadable) {
      return null;
    }
  }
}

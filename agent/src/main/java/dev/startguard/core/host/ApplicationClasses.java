package dev.startguard.core.host;

import dev.startguard.core.check.HostFacts;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Finds class files as the application's loaders will, without loading a class: on the class path
 * and in the JDK, and in the layouts of executable jars and wars, whose own loader does not exist
 * before {@code main}.
 */
final class ApplicationClasses {
  private static final String[] CLASSES = {"", "BOOT-INF/classes/", "WEB-INF/classes/"};

  private final ClassLoader loader;
  private final HostFacts host;
  private @Nullable Libraries libraries;

  /**
   * @param loader the application's class loader, asked for resources only
   */
  ApplicationClasses(ClassLoader loader, HostFacts host) {
    this.loader = loader;
    this.host = host;
  }

  /**
   * Whether the application has the class.
   *
   * @throws IOException when it was not found, and may still be where only the application's own
   *     loaders look; the message names them
   */
  boolean has(String name) throws IOException {
    String path = path(name);
    for (String prefix : CLASSES) {
      if (loader.getResource(prefix + path) != null) {
        return true;
      }
    }
    return libraries().has(path) || refuseToGuess();
  }

  /** The class file; null when there is none, or only the application's own loaders can tell. */
  byte @Nullable [] read(String name) throws IOException {
    String path = path(name);
    for (String prefix : CLASSES) {
      URL url = loader.getResource(prefix + path);
      if (url != null) {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // or the jar stays open for the life of the process
        try (InputStream in = connection.getInputStream()) {
          return in.readAllBytes();
        }
      }
    }
    return libraries().read(path);
  }

  private static String path(String name) {
    return name.replace('.', '/') + ".class";
  }

  private Libraries libraries() {
    if (libraries == null) {
      libraries = new Libraries(classPath());
    }
    return libraries;
  }

  private List<File> classPath() {
    List<File> entries = new ArrayList<>();
    String classPath = host.property("java.class.path");
    if (classPath == null) {
      return entries;
    }
    for (int start = 0; start <= classPath.length(); ) {
      int next = classPath.indexOf(File.pathSeparatorChar, start);
      int end = next < 0 ? classPath.length() : next;
      entries.add(host.file(end == start ? "." : classPath.substring(start, end)));
      start = end + 1;
    }
    return entries;
  }

  /** False when everything that the application can see has been seen. */
  private boolean refuseToGuess() throws IOException {
    String problem = libraries().problem();
    if (problem != null) {
      throw new IOException(problem);
    }
    String main = mainClass();
    if (main == null) {
      throw new IOException("the application's own class loaders, which only main makes");
    }
    if (bringsLoaders(main)) {
      throw new IOException("the class loaders of " + main + ", which only main makes");
    }
    return false;
  }

  /** The main class; null in a JVM that was not started by the {@code java} launcher. */
  private @Nullable String mainClass() {
    String command = host.property("sun.java.command");
    if (command == null || command.isEmpty()) {
      return null;
    }
    int blank = command.indexOf(' ');
    String first = blank < 0 ? command : command.substring(0, blank);
    String classPath = host.property("java.class.path");
    if (classPath != null && command.startsWith(classPath) && host.file(classPath).isFile()) {
      try (JarFile jar =
          new JarFile(
              host.file(classPath))) { // started with -jar: the command begins with its path
        Manifest manifest = jar.getManifest();
        return manifest == null ? first : manifest.getMainAttributes().getValue("Main-Class");
      } catch (IOException unreadable) {
        return first;
      }
    }
    return first;
  }

  /** Launchers whose loaders look in places that the class path does not tell. */
  private static boolean bringsLoaders(String main) {
    int slash = main.indexOf('/'); // MODULE/CLASS
    return switch (main.substring(slash + 1)) {
      case "org.apache.catalina.startup.Bootstrap",
          "org.jboss.modules.Main",
          "org.eclipse.jetty.start.Main",
          "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
          "org.springframework.boot.loader.PropertiesLauncher",
          "org.springframework.boot.loader.launch.PropertiesLauncher",
          "org.apache.karaf.main.Main",
          "org.apache.felix.main.Main",
          "org.eclipse.equinox.launcher.Main",
          "org.codehaus.plexus.classworlds.launcher.Launcher",
          "org.codehaus.classworlds.Launcher",
          "com.ibm.ws.kernel.boot.cmdline.EnvCheck",
          "com.sun.enterprise.glassfish.bootstrap.ASMain",
          "fish.payara.micro.PayaraMicro",
          "com.simontuffs.onejar.Boot" ->
          true;
      default -> false;
    };
  }
}

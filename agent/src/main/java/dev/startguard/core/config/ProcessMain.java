package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Whether this JVM is one that the manifest is for: its main class or jar is among {@code
 * process.main}. Start scripts, child JVMs and health checks inherit the agent and are none of its
 * business.
 */
public final class ProcessMain {
  private ProcessMain() {}

  /**
   * What this JVM runs, when the manifest is not for it; null when it is, when the manifest does
   * not say, or when nobody knows what is run (a JVM created through JNI).
   *
   * @param expected main classes, jars by file name or path
   */
  public static @Nullable String stranger(List<String> expected, HostFacts host) {
    if (expected.isEmpty()) {
      return null;
    }
    Artefact artefact = new Artefact(host);
    String main = artefact.main();
    if (main == null || expected.contains(main) || expected.contains(new File(main).getName())) {
      return null;
    }
    String moduleClass = host.property("jdk.module.main.class");
    int slash = main.indexOf('/');
    if ((moduleClass != null && expected.contains(moduleClass))
        || expected.contains(main.substring(slash + 1))) {
      return null;
    }
    return artefact.jar() != null && names(expected, host.file(main)) ? null : main;
  }

  /**
   * Whether the jar's own manifest names an expected class: its main class, or the one that Spring
   * Boot starts.
   */
  private static boolean names(List<String> expected, File jar) {
    try (JarContent content = new JarContent(jar, jar.getPath())) {
      Attributes attributes = content.attributes();
      return contains(expected, attributes.getValue(Attributes.Name.MAIN_CLASS))
          || contains(expected, attributes.getValue("Start-Class"));
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static boolean contains(List<String> expected, @Nullable String name) {
    return name != null && expected.contains(name.trim());
  }
}

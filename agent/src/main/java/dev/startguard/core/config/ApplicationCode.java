package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import dev.startguard.core.rule.OwnCode;
import java.io.IOException;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The application's own artefact: directories of the class path, {@code BOOT-INF/classes}, {@code
 * WEB-INF/classes}; of any other jar, which may be shaded, the package of the main class.
 */
public final class ApplicationCode implements OwnCode {
  private static final String[] CLASSES = {"BOOT-INF/classes", "WEB-INF/classes"};

  /** What lies beside them is nobody's shaded jar: the main class need not be looked up. */
  private static final String[] LIBRARIES = {"BOOT-INF/lib/", "WEB-INF/lib/"};

  private final HostFacts host;
  private volatile @Nullable String mainPackage;

  /** Looks nothing up before it is asked. */
  public ApplicationCode(HostFacts host) {
    this.host = host;
  }

  @Override
  public boolean own(String className, @Nullable String source) {
    if (source != null) {
      if (names(source, CLASSES) || isDirectory(source)) {
        return true;
      }
      if (names(source, LIBRARIES)) {
        return false;
      }
    }
    String name = mainPackage;
    if (name == null) {
      name = packageOf(mainClass());
      mainPackage = name;
    }
    return !name.equals(NOBODY) && OwnCode.inPackage(className, name);
  }

  private static boolean names(String source, String[] folders) {
    for (String folder : folders) {
      if (source.contains(folder)) {
        return true;
      }
    }
    return false;
  }

  /** {@code /srv/app/classes/}, and not {@code file:/srv/app.jar!/}. */
  private static boolean isDirectory(String source) {
    return source.endsWith("/") && !source.endsWith("!/");
  }

  /** What no package is called. */
  private static final String NOBODY = "-";

  private static String packageOf(@Nullable String type) {
    if (type == null) {
      return NOBODY;
    }
    int dot = type.lastIndexOf('.');
    return dot < 0 ? "" : type.substring(0, dot);
  }

  /** Null when nobody knows: a JVM that was created through JNI. */
  private @Nullable String mainClass() {
    Artefact artefact = new Artefact(host);
    String main = artefact.main();
    if (main == null || artefact.jar() == null) {
      return main == null ? null : main.substring(main.indexOf('/') + 1);
    }
    try (JarContent content =
        new JarContent(host.file(main), main)) { // Spring Boot's own main class is no application's
      Attributes attributes = content.attributes();
      String started = attributes.getValue("Start-Class");
      String name = started == null ? attributes.getValue(Attributes.Name.MAIN_CLASS) : started;
      return name == null ? null : name.trim();
    } catch (IOException unreadable) {
      return null;
    }
  }
}

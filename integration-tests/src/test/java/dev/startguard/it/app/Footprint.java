package dev.startguard.it.app;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeSet;

/**
 * Prints what the JVM has decided on when {@code main} begins, before it asks for any of it, and
 * then what it decides. Needs {@code --add-opens java.base/java.util=ALL-UNNAMED}.
 */
public final class Footprint {
  private Footprint() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    String before =
        "zone decided: "
            + decided(TimeZone.class, "defaultTimeZone")
            + "\nlocale for messages decided: "
            + decided(Locale.class, "defaultDisplayLocale")
            + "\nlocale for formats decided: "
            + decided(Locale.class, "defaultFormatLocale")
            + "\nlocale: "
            + Locale.getDefault();
    StringBuilder properties = new StringBuilder();
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      properties.append('\n').append(name).append('=').append(System.getProperty(name));
    }
    System.out.println(before + properties + "\nzone: " + TimeZone.getDefault().getID());
  }

  private static boolean decided(Class<?> owner, String name) throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null) != null;
  }
}

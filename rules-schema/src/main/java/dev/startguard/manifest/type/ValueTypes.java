package dev.startguard.manifest.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The only list of types. */
public final class ValueTypes {
  private static final List<String> NAMES = List.of("string", "port");

  private ValueTypes() {}

  /** The type of that name; null when there is none. Loads no other type's class. */
  public static @Nullable ValueType of(String name) {
    return switch (name) {
      case "string" -> new StringType();
      case "port" -> new PortType();
      default -> null;
    };
  }

  /** Every type's name, in the order of the documentation. */
  public static List<String> names() {
    return NAMES;
  }
}

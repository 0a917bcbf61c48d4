package dev.startguard.core.weave;

import org.jspecify.annotations.Nullable;

/**
 * A method whose calls are watched.
 *
 * @param owner the internal name of the class that the call names: {@code java/time/LocalDate}
 * @param name {@code <init>} for a constructor
 * @param descriptor null for every overload
 */
public record Call(String owner, String name, @Nullable String descriptor, Kind kind, Watch watch) {
  /** For the call of a JDK method, whose name is ASCII. */
  public Call { // asserted: there are some 200, and their chars are a millisecond of a cold start
    assert ascii(owner) && ascii(name) : "not ASCII: " + owner + "." + name;
  }

  boolean matches(String otherName, String otherDescriptor) {
    return name.equals(otherName) && (descriptor == null || descriptor.equals(otherDescriptor));
  }

  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0 || text.charAt(i) > 127) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}

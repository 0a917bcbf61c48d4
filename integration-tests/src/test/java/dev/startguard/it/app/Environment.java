package dev.startguard.it.app;

/** Prints what {@code System.getenv} says of HOST and CITY. */
public final class Environment {
  private Environment() {}

  public static void main(String[] args) {
    System.out.println("HOST " + System.getenv("HOST"));
    String city = System.getenv("CITY");
    if (city != null) {
      StringBuilder points = new StringBuilder("CITY");
      city.codePoints().forEach(point -> points.append(' ').append(Integer.toHexString(point)));
      System.out.println(points);
    }
  }
}

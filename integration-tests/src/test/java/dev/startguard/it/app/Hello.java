package dev.startguard.it.app;

/** Says that {@code main} ran. */
public final class Hello {
  private Hello() {}

  public static void main(String[] args) {
    System.out.println("hello");
  }
}

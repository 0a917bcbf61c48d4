package com.acme.plain;

/** Greets as often as the environment asks for. */
public final class Greeter {
  private Greeter() {}

  public static void main(String[] args) {
    String name = System.getenv("GREETING_NAME");
    int times = Integer.parseInt(System.getenv().getOrDefault("GREETING_TIMES", "1"));
    for (int i = 0; i < times; i++) {
      System.out.println("Hello, " + name + "!");
    }
  }
}

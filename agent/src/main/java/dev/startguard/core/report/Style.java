package dev.startguard.core.report;

/** Colours of a terminal, or none. */
final class Style {
  private static final String RESET = "\u001b[0m";

  private final boolean colour;

  Style(boolean colour) {
    this.colour = colour;
  }

  /** The text in the colour of a severity's word; anything else is bold. */
  String paint(String word, String text) {
    if (!colour) {
      return text;
    }
    String code =
        switch (word) {
          case "error" -> "\u001b[1;31m";
          case "warning" -> "\u001b[1;33m";
          case "info" -> "\u001b[1;34m";
          default -> "\u001b[1m";
        };
    return code + text + RESET;
  }
}

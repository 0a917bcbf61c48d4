package shop;

import java.util.function.IntUnaryOperator;

/** Has a lambda, and nothing to report. */
final class Basket {
  private final Line line = new Line();

  int total(int pieces) {
    IntUnaryOperator sum = piece -> piece * line.price();
    return sum.applyAsInt(pieces);
  }
}

package dev.startguard.it.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** Says {@code waiting}, and ends when the file that is its argument exists. */
public final class Waiting {
  private Waiting() {}

  public static void main(String[] args) throws InterruptedException {
    System.out.println("waiting");
    while (!Files.exists(Path.of(args[0]))) {
      Thread.sleep(20);
    }
    System.out.println("done");
  }
}

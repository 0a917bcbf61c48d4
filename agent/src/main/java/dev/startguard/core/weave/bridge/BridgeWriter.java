package dev.startguard.core.weave.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the file of the bridge, when the agent is built: it is always the same, and to make it
 * takes a cold JVM five milliseconds of each start.
 */
public final class BridgeWriter {
  private BridgeWriter() {}

  /**
   * Writes it beside {@link Bridge}.
   *
   * @param arguments the folder of the compiled classes
   * @throws IOException when that cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    String folder = Bridge.class.getPackageName().replace('.', '/');
    Files.write(Path.of(arguments[0], folder, Bridge.FILE), BridgeCode.write(true));
  }
}

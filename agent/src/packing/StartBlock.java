import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Run by the build: puts the classes that every start loads into one block, since looking an entry up in a jar costs a
 * cold JVM 30 microseconds. Arguments: the relocated jar, the list of names, the folder to write to.
 *
 * <p>Writes {@code start-block}, the class files one after the other, and {@code start-index}, a line for each name of the list in its
 * order: {@code NAME LENGTH}, or {@code NAME} for a class of the JDK; what follows the line {@code -} loads only when rules
 * are on. Beside the folder it writes {@code start-copies}, the entries of the relocated jar that stand in the block, and need
 * not stand in the jar again.
 */
final class StartBlock {
  private StartBlock() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[2]));
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    StringBuilder index = new StringBuilder();
    StringBuilder copies = new StringBuilder();
    try (ZipFile jar = new ZipFile(args[0])) {
      for (String name : Files.readAllLines(Path.of(args[1]), StandardCharsets.US_ASCII)) {
        index.append(name);
        if (name.startsWith("dev.startguard.")) {
          String file = name.replace('.', '/') + ".class";
          ZipEntry entry = jar.getEntry(file);
          if (entry == null) {
            throw new IOException(args[1] + " names " + name + ", which is not in the jar");
          }
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          block.write(bytes);
          copies.append(file).append('\n');
          index.append(' ').append(bytes.length);
        }
        index.append('\n');
      }
    }
    Files.write(folder.resolve("start-block"), block.toByteArray());
    Files.writeString(folder.resolve("start-index"), index, StandardCharsets.US_ASCII);
    Files.writeString(folder.resolveSibling("start-copies"), copies, StandardCharsets.US_ASCII);
  }
}

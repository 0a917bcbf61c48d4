package dev.startguard.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The jar that users take. */
public final class PackedJar {
  private static final String INDEX = "startguard/start-index";
  private static final String BLOCK = "startguard/start-block";

  private PackedJar() {}

  /** Where the build left it; the build names it in {@code startguard.agent.jar}. */
  public static Path path() {
    String named =
        System.getProperty("startguard.agent.jar", "../agent/target/startguard-agent.jar");
    Path jar = Path.of(named).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("no jar at " + jar + ": run mvn package first");
    }
    return jar;
  }

  /** The class files of the start's block, by the names of the entries that they would have. */
  static Map<String, byte[]> block(ZipFile jar) throws IOException {
    byte[] files = bytes(jar, BLOCK);
    Map<String, byte[]> found = new LinkedHashMap<>();
    int from = 0;
    for (String line : index(jar)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        int end = from + Integer.parseInt(line.substring(space + 1));
        found.put(entry(line.substring(0, space)), Arrays.copyOfRange(files, from, end));
        from = end;
      }
    }
    return found;
  }

  /** The lines of the index of that block. */
  static List<String> index(ZipFile jar) throws IOException {
    return new String(bytes(jar, INDEX), StandardCharsets.US_ASCII).lines().toList();
  }

  static byte[] bytes(ZipFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private static String entry(String className) {
    return "startguard/" + className.replace('.', '/') + ".classdata";
  }

  /** Copies the jar without one of its classes, whether that is an entry or part of the block. */
  static void copyWithout(Path copy, String missing) throws IOException {
    boolean left = false;
    try (ZipFile jar = new ZipFile(path().toFile());
        OutputStream out = Files.newOutputStream(copy);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      Map<String, byte[]> block = block(jar);
      List<String> index = new ArrayList<>(index(jar));
      left = index.removeIf(line -> entry(line.split(" ", -1)[0]).equals(missing));
      block.remove(missing);
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.equals(missing)) {
          left = true;
          continue;
        }
        packed.putNextEntry(new ZipEntry(name));
        if (name.equals(INDEX)) {
          packed.write((String.join("\n", index) + "\n").getBytes(StandardCharsets.US_ASCII));
        } else if (name.equals(BLOCK)) {
          for (byte[] file : block.values()) {
            packed.write(file);
          }
        } else {
          packed.write(bytes(jar, name));
        }
      }
    }
    if (!left) {
      throw new IllegalArgumentException("not in the jar: " + missing);
    }
  }
}

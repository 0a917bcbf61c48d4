package dev.startguard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs one of this package's agents, so that every contender is a jar. */
public final class AgentJar {
  private AgentJar() {}

  /** Writes the jar of an agent that lies on the class path. */
  public static void write(Path jar, String agent) throws IOException {
    Manifest manifest = manifest(agent);
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  /**
   * Writes the jar.
   *
   * @param classPath jars that the agent needs, by their absolute paths
   */
  public static Path write(Path jar, Class<?> agent, Path... classPath) throws IOException {
    Manifest manifest = manifest(agent.getName());
    Attributes attributes = manifest.getMainAttributes();
    StringBuilder needed = new StringBuilder();
    for (Path path : classPath) {
      needed.append(path.toUri()).append(' ');
    }
    if (!needed.isEmpty()) {
      attributes.put(Attributes.Name.CLASS_PATH, needed.toString());
    }
    String entry = agent.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest);
        InputStream in = agent.getClassLoader().getResourceAsStream(entry)) {
      if (in == null) {
        throw new IOException("no class file for " + agent);
      }
      packed.putNextEntry(new JarEntry(entry));
      in.transferTo(packed);
      packed.closeEntry();
    }
    return jar;
  }

  private static Manifest manifest(String agent) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", agent);
    attributes.putValue("Can-Retransform-Classes", "true");
    return manifest;
  }
}

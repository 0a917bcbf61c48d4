package dev.startguard.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An environment that no shell and no {@link ProcessBuilder} can give: the same name twice, bytes
 * of any character set. A small program in C hands it to {@code execve}, or Python where there is
 * no compiler.
 */
final class RawEnvironment {
  private static final String PYTHON =
      """
      import ctypes, sys
      block = open(sys.argv[1], 'rb').read().split(b'\\0')[:-1]
      words = [word.encode() for word in sys.argv[2:]]
      array = lambda texts: (ctypes.c_char_p * (len(texts) + 1))(*texts, None)
      ctypes.CDLL(None).execve(words[0], array(words), array(block))
      sys.exit(98)
      """;

  private final ByteArrayOutputStream block = new ByteArrayOutputStream();

  /** Adds a variable in ASCII, after those that are there already, whatever their names. */
  RawEnvironment with(String name, String value) {
    return with(name, value, StandardCharsets.US_ASCII);
  }

  /** Adds a variable, its value in that character set. */
  RawEnvironment with(String name, String value, Charset charset) {
    block.writeBytes((name + "=").getBytes(StandardCharsets.US_ASCII));
    block.writeBytes(value.getBytes(charset));
    block.write(0);
    return this;
  }

  /** Runs a class of the tests under the agent with this environment, in the folder. */
  Outcome run(Jdk jdk, Path folder, Class<?> main, String... options)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.isReadable(Path.of("/proc/self/environ")), "this platform does not tell the bytes");
    Path file = Files.write(folder.resolve("environment"), block.toByteArray());
    List<String> command = new ArrayList<>(launcher(folder));
    command.add(file.toString());
    command.add(jdk.java().toString());
    command.add("-javaagent:" + PackedJar.path());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", ForkedJvm.home(main).toString(), main.getName()));
    return ForkedJvm.of(jdk).instead(command).in(folder).run();
  }

  private static List<String> launcher(Path folder) throws IOException, InterruptedException {
    Path program = NativeHost.compile("rawenv", folder, List.of());
    if (program != null) {
      return List.of(program.toString());
    }
    boolean python = NativeHost.exitOf(List.of("python3", "--version"), folder) == 0;
    assumeTrue(python || System.getenv("CI") != null, "neither a C compiler nor python3");
    return List.of("python3", Files.writeString(folder.resolve("rawenv.py"), PYTHON).toString());
  }
}

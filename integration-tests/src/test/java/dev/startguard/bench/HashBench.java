package dev.startguard.bench;

import dev.startguard.it.ForkedJvm;
import dev.startguard.it.Jdk;
import dev.startguard.it.Jdks;
import dev.startguard.it.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;

/**
 * How fast a file of 200 MiB is compared with its SHA-256: what it adds to a validation, as the
 * report says its time, beside the JDK's own streaming in a JVM of its own, in turn.
 *
 * <p>{@code mvn -Phash-bench verify} runs it. Properties: {@code bench.rounds} (default 9), {@code
 * startguard.agent.jar} (the packed jar), {@code bench.out} (a folder for the file and the CSV).
 */
public final class HashBench {
  private static final int MEBIBYTES = 200;

  private HashBench() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    int rounds = Integer.getInteger("bench.rounds", 9);
    Path out = Files.createDirectories(Path.of(System.getProperty("bench.out", "target/bench")));
    Path folder = Files.createDirectories(out.resolve("hash")).toRealPath();
    manifest(folder, write(folder.resolve("artefact.bin"), MEBIBYTES));
    Path small = Files.createDirectories(out.resolve("small")).toRealPath();
    manifest(small, write(small.resolve("artefact.bin"), 0));
    StringBuilder csv = new StringBuilder("jdk,validation_ms,without_ms,jdk_ms,ratio_of_speeds\n");
    for (Jdk jdk : Jdks.all()) {
      measure(jdk, folder, small, rounds, csv);
    }
    Files.writeString(out.resolve("hash.csv"), csv);
    Files.delete(folder.resolve("artefact.bin"));
  }

  private static void manifest(Path folder, String digest) throws IOException {
    Files.writeString(
        folder.resolve("startguard.yaml"),
        "startguard: 1\nservice: bench\npolicy: { deadline: 60s }\n"
            + "versions: { files: { app: { path: artefact.bin, sha256: "
            + digest
            + " } } }\n");
  }

  private static void measure(Jdk jdk, Path folder, Path small, int rounds, StringBuilder csv) {
    double[] with = new double[rounds];
    double[] without = new double[rounds];
    double[] theirs = new double[rounds];
    double[] ratios = new double[rounds];
    for (int i = -1; i < rounds; i++) { // the first round fills the file system's cache
      int at = Math.max(i, 0);
      with[at] = millis(ForkedJvm.of(jdk).in(folder).agent().main(Hello.class).run());
      without[at] = millis(ForkedJvm.of(jdk).in(small).agent().main(Hello.class).run());
      theirs[at] = millis(ForkedJvm.of(jdk).in(folder).main(JdkDigest.class, "artefact.bin").run());
      ratios[at] = theirs[at] / Math.max(1, with[at] - without[at]);
    }
    double ours = median(with);
    double empty = median(without);
    double jdks = median(theirs);
    double ratio = median(ratios);
    System.out.printf(
        Locale.ROOT,
        "%s, %d MiB: validation %.0f ms, of an empty file %.0f ms; the JDK's streaming %.0f ms;"
            + " %.2f of its speed%n",
        jdk,
        MEBIBYTES,
        ours,
        empty,
        jdks,
        ratio);
    csv.append(
        String.format(
            Locale.ROOT, "%d,%.0f,%.0f,%.0f,%.3f%n", jdk.version(), ours, empty, jdks, ratio));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** The number before the first {@code ms} of what the process printed. */
  private static double millis(Outcome outcome) {
    String text = outcome.err() + outcome.out();
    int end = text.indexOf(" ms");
    if (outcome.exit() != 0 || end < 0) {
      throw new IllegalStateException(outcome.toString());
    }
    return Double.parseDouble(text.substring(text.lastIndexOf(' ', end - 1) + 1, end));
  }

  private static String write(Path file, int mebibytes)
      throws IOException, GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Random random = new Random(1);
    byte[] mebibyte = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < mebibytes; i++) {
        random.nextBytes(mebibyte);
        digest.update(mebibyte);
        out.write(mebibyte);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

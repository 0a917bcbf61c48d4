package dev.startguard.bench;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** The JDK's own streaming: prints how many milliseconds the SHA-256 of a file takes a new JVM. */
public final class JdkDigest {
  private JdkDigest() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    long begin = System.nanoTime();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] piece = new byte[64 * 1024];
    try (InputStream in = new FileInputStream(args[0])) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
    byte[] found = digest.digest();
    System.out.println((System.nanoTime() - begin) / 1_000_000 + " ms " + (found[0] & 0xff));
  }
}

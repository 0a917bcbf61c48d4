package dev.startguard.manifest;

import java.util.Arrays;

/** The bytes of one manifest file, and how the user knows it. */
public final class ManifestSource {
  private final String name;
  private final String origin;
  private final byte[] bytes;

  /**
   * @param name for the report: relative to the working directory where that is shorter
   * @param origin what {@code include} paths are relative to, and what tells two files apart: an
   *     absolute path, or a {@code classpath:} address
   * @param bytes the content; at most one byte more than the reader's limit need be given
   */
  public ManifestSource(String name, String origin, byte[] bytes) {
    this.name = name;
    this.origin = origin;
    this.bytes = bytes;
  }

  public String name() {
    return name;
  }

  public String origin() {
    return origin;
  }

  /** The content itself, not a copy of it. */
  public byte[] bytes() {
    return bytes;
  }

  /** The content's SHA-256 in lower-case hex. */
  public String sha256() {
    try {
      byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
      StringBuilder hex = new StringBuilder(64);
      for (byte b : digest) {
        hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
      }
      return hex.toString();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return name + " (" + Arrays.hashCode(bytes) + ")";
  }
}

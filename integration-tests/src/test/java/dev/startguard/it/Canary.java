package dev.startguard.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A secret that is put wherever one may stand, and looked for in every byte that comes out. */
final class Canary {
  /** Has characters that base64 and URLs encode, and no part that stands in any text by chance. */
  static final String TEXT = "q7KzJv+Wx4/YpQ9&gT2";

  /** Of its own characters, no more than so many in a row may come out. */
  private static final int MOST = 3;

  private Canary() {}

  /** What must not come out, each with what it is. */
  static Map<String, String> forms() {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    Map<String, String> forms = new LinkedHashMap<>();
    for (int at = 0; at + MOST < TEXT.length(); at++) {
      String part = TEXT.substring(at, at + MOST + 1);
      if (part.chars().allMatch(Character::isLetterOrDigit)) {
        forms.put(part, "a part of it");
      }
    }
    forms.put("q7KzJv%2BWx4", "URL-encoded");
    forms.put(HexFormat.of().formatHex(bytes), "in hex");
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + bytes.length];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      String stable =
          encoded.substring((shift * 8 + 5) / 6, shifted.length * 8 / 6).substring(0, 8);
      forms.put(stable, "in base64");
      forms.put(stable.replace('+', '-').replace('/', '_'), "in base64url");
    }
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
      forms.put(digest(algorithm, bytes), algorithm);
    }
    return forms;
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The forms that stand in the bytes, whatever they are. */
  static List<String> in(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    forms()
        .forEach(
            (form, what) -> {
              if (text.contains(form) || (form.length() > 20 && lower.contains(form))) {
                found.add(what + ": " + form);
              }
            });
    return found;
  }

  /** Every file below the directory, with its content. */
  static Map<Path, byte[]> files(Path directory) {
    Map<Path, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.readAllBytes(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return files;
  }
}

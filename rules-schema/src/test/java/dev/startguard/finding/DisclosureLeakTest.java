package dev.startguard.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Looks for leaks with random secrets in random surroundings. A failure prints the seed; put it
 * into {@link #SEED}.
 */
class DisclosureLeakTest {
  private static final @Nullable Long SEED = null;

  private static final String PRINTABLE =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  /** Without what would change the meaning of the characters after it. */
  private static final String AROUND = PRINTABLE.replace("%", "").replace("\\", "");

  private static final int URLS = 14;

  private static final String WIDE = PRINTABLE + " \täöüß€漢字😀\u00a0";

  private final long seed = SEED == null ? new Random().nextLong() : SEED;
  private final Random random = new Random(seed);

  @Test
  void neverShowsADeclaredSecretHoweverItIsEmbedded() {
    for (int i = 0; i < 20_000; i++) {
      String secret = text(WIDE, 4 + random.nextInt(40));
      if (secret.strip().length() < 4 || Redacted.of(secret).isBlank()) {
        continue;
      }
      String value =
          text(AROUND, random.nextInt(6)) + encoded(secret) + text(AROUND, random.nextInt(6));
      String shown = new Disclosure(List.of(Redacted.of(secret))).show("SETTING", value).text();
      assertThat(shown)
          .as("seed %d, round %d, secret <%s> in <%s>", seed, i, secret, value)
          .startsWith("(hidden: ")
          .doesNotContainPattern("[0-9]");
    }
  }

  @Test
  void neverShowsTheCredentialsOfAUrlWhateverTheyAreMadeOf() {
    for (int i = 0; i < 20_000; i++) {
      String secret = text(PRINTABLE, 6 + random.nextInt(20));
      int kind = random.nextInt(URLS);
      String value = url(kind, secret);
      String around = url(kind, "\n"); // four characters of it are no secret, nor are a mask's
      String shown = new Disclosure(List.of()).show("SETTING", value).text();
      if (shown.startsWith("(hidden: ")) {
        continue;
      }
      for (int at = 0; at + 4 <= secret.length(); at++) {
        String part = secret.substring(at, at + 4);
        if (!around.contains(part)) {
          assertThat(shown.replace("***", "\n"))
              .as("seed %d, round %d, secret <%s> in <%s>", seed, i, secret, value)
              .doesNotContain(part);
        }
      }
    }
  }

  private String encoded(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    byte[] around =
        (text("abc:", random.nextInt(5)) + secret + text("xyz", random.nextInt(4)))
            .getBytes(StandardCharsets.UTF_8);
    String percent = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return switch (random.nextInt(13)) {
      case 0 -> Base64.getEncoder().encodeToString(around);
      case 1 -> Base64.getUrlEncoder().withoutPadding().encodeToString(around);
      case 2 -> Base64.getMimeEncoder(8, new byte[] {'\n'}).encodeToString(around);
      case 3 -> percent;
      case 4 -> percent.replace("+", "%20");
      case 5 -> URLEncoder.encode(percent, StandardCharsets.UTF_8);
      case 6 -> HexFormat.of().formatHex(bytes);
      case 7 -> HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes);
      case 8 -> allPercent(bytes);
      case 9 -> secret.replace("\\", "\\\\").replace("\"", "\\\"");
      case 10 -> "postgres://app:" + secret + "@db/x";
      case 11 ->
          "{\"x\":\""
              + secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/")
              + "\"}";
      default -> secret;
    };
  }

  private static String allPercent(byte[] bytes) {
    return "%" + HexFormat.ofDelimiter("%").formatHex(bytes);
  }

  private static String url(int kind, String secret) {
    return switch (kind) {
      case 0 -> "https://user:" + secret + "@host/path";
      case 1 -> "https://" + secret + "@host:8080/path?x=1";
      case 2 -> "https://host/path?x=1&y=" + secret;
      case 3 -> "https://user:" + secret + "@host/path?y=" + secret;
      case 4 -> "mongodb://u:" + secret + "@h1:1,h2:2/db";
      case 5 -> "jdbc:postgresql://h1,h2/db?user=u&password=" + secret;
      case 6 -> "jdbc:mysql://u:" + secret + "@h/db";
      case 7 -> "jdbc:sqlserver://h;user=sa;password=" + secret;
      case 8 -> "jdbc:oracle:thin:scott/" + secret + "@//h:1521/s";
      case 9 -> "jdbc:db2://h:1/db:user=u;password=" + secret + ";";
      case 10 -> "jdbc:h2:mem:x;USER=sa;PASSWORD=" + secret;
      case 11 -> "user:" + secret + "@host:1";
      case 12 -> "jdbc:mysql://(host=h,port=1,user=u,password=" + secret + ")/db";
      default -> "\"redis://:" + secret + "@host\"";
    };
  }

  private String text(String alphabet, int length) {
    int[] points = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }
}

package dev.startguard.finding;

import java.util.Locale;

/** Tells from a name whether it is a secret's. */
final class SecretNames {
  /** Wherever a word holds one of these. */
  private static final String[] PARTS = {
    "KEY",
    "TOKEN",
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "PASSCODE",
    "SECRET",
    "CREDENTIAL",
    "AUTHORIZATION"
  };

  /** Whole words only: as parts they are in too many others ({@code COMPASS}, {@code AUTHOR}). */
  private static final String[] WORDS = {
    "PASS", "PASSES", "PWD", "PW", "CRED", "CREDS", "PRIVATE", "JWT", "BEARER", "COOKIE", "SALT",
    "PSK", "OTP"
  };

  /** Words that hold one of the parts by chance. */
  private static final String[] HARMLESS = {
    "MONKEY", "KEYSPACE", "KEYBOARD", "KEYCLOAK", "KEYWORD", "KEYWORDS", "KEYSTONE", "KEYNOTE",
        "KEYPAD", "KEYFRAME",
    "TURKEY", "HOCKEY", "WHISKEY", "DONKEY", "JOCKEY", "TOKENIZE", "TOKENIZER", "TOKENIZED",
        "TOKENIZATION", "SECRETARY"
  };

  /** Last words of names that speak of authentication and hold no credential. */
  private static final String[] AROUND_AUTH = {
    "URL",
    "URI",
    "HOST",
    "PORT",
    "ENABLED",
    "ENDPOINT",
    "SERVER",
    "SOCK",
    "MODE",
    "TYPE",
    "METHOD",
    "REALM",
    "ISSUER",
    "TIMEOUT",
    "DOMAIN",
    "PATH",
    "SERVICE",
    "PROVIDER"
  };

  private SecretNames() {}

  /**
   * Whether the name reads like a secret's, in {@code SNAKE_CASE}, {@code camelCase}, {@code
   * dotted.case} alike.
   */
  static boolean like(String name) {
    if (name.equals("PWD") || name.equals("OLDPWD")) {
      return false; // the shell's working directory
    }
    StringBuilder letters = new StringBuilder(name.length());
    int start = 0;
    String word = "";
    boolean auth = false;
    for (int i = 0; i <= name.length(); i++) {
      if (i < name.length() && Character.isLetterOrDigit(name.charAt(i)) && !hump(name, i)) {
        continue;
      }
      if (i > start) {
        word = withoutNumber(name.substring(start, i)).toUpperCase(Locale.ROOT);
        if (secret(word)) {
          return true;
        }
        auth |= word.equals("AUTH");
        letters.append(word);
      }
      start = i < name.length() && Character.isLetterOrDigit(name.charAt(i)) ? i : i + 1;
    }
    // REDIS_AUTH is a password, AUTH_URL is not
    return (auth && !among(AROUND_AUTH, word))
        || letters.indexOf("PASSWORD") >= 0
        || letters.indexOf("APIKEY") >= 0;
  }

  private static String withoutNumber(String word) {
    int end = word.length();
    while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }

  private static boolean hump(String name, int at) {
    return at > 0
        && Character.isUpperCase(name.charAt(at))
        && Character.isLowerCase(name.charAt(at - 1));
  }

  private static boolean secret(String word) {
    if (among(HARMLESS, word)) {
      return false;
    }
    for (String part : PARTS) {
      if (word.contains(part)) {
        return true;
      }
    }
    return among(WORDS, word);
  }

  private static boolean among(String[] words, String word) {
    for (String known : words) {
      if (word.equals(known)) {
        return true;
      }
    }
    return false;
  }
}

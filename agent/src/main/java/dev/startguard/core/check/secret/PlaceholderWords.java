package dev.startguard.core.check.secret;

import dev.startguard.core.check.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of examples. A word ends where anything but a letter stands, or a capital after a
 * small letter; so {@code my-password-1} and {@code ChangeMe} hold some, and base64 that spells one
 * by chance does not.
 */
final class PlaceholderWords {
  /** Each alone, anywhere. */
  private static final String[] ALONE = {
    "changeme",
    "example",
    "dummy",
    "password",
    "placeholder",
    "replaceme",
    "changethis",
    "yourpassword",
    "yoursecret"
  };

  /** One after the other, anywhere. */
  private static final String[][] PAIRS = {
    {"change", "me"}, {"replace", "me"}, {"change", "this"}, {"replace", "this"}
  };

  /** From the one to the other: {@code your-api-key-here}. */
  private static final String[][] SPANS = {
    {"your", "here"}, {"insert", "here"}, {"enter", "here"}, {"put", "here"}
  };

  /** Only when nothing else is there. */
  private static final String[] WHOLE = {
    "todo",
    "tbd",
    "fixme",
    "none",
    "null",
    "nil",
    "undefined",
    "redacted",
    "secret",
    "notset",
    "unset",
    "empty"
  };

  /** What may stand around the variable's own name. */
  private static final String[] FILLERS = {
    "my", "your", "the", "a", "this", "is", "some", "here", "value", "goes", "set", "test", "dev",
    "local", "demo", "fake"
  };

  /** What follows the word {@code password} is no more of an example from this length on. */
  private static final int RANDOM = 8;

  private final byte[] bytes;
  private final int to;
  private final List<int[]> words = new ArrayList<>();
  private int digits;

  private PlaceholderWords(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    int start = -1;
    for (int i = from; i <= to; i++) {
      boolean letter = i < to && letter(bytes[i]);
      if (start >= 0 && (!letter || (upper(bytes[i]) && !upper(bytes[i - 1])))) {
        words.add(new int[] {start, i});
        start = -1;
      }
      if (letter && start < 0) {
        start = i;
      }
      digits += i < to && bytes[i] >= '0' && bytes[i] <= '9' ? 1 : 0;
    }
  }

  /** Whether {@code [from, to)} is an example's value, or the name of the variable itself. */
  static boolean in(byte[] bytes, int from, int to, String name) {
    PlaceholderWords words = new PlaceholderWords(bytes, from, to);
    return words.alone() || words.pairs() || words.spans() || words.whole() || words.ownName(name);
  }

  /**
   * From where to where the password of a URL stands; all of it when it is no URL, null when it is
   * one without a password. A host called {@code example} makes no placeholder.
   */
  static int @Nullable [] passwordOfUrl(byte[] bytes, int from, int to) {
    if (!SecretText.holds(bytes, from, to, "://") && !SecretText.at(bytes, from, "jdbc:")) {
      return new int[] {from, to};
    }
    int at = authority(bytes, from, to) - 1;
    while (at > from && bytes[at] != '@') {
      at--;
    }
    for (int i = at - 1; i > from; i--) {
      if (bytes[i] == ':' && i + 1 < at && bytes[i + 1] != '/') {
        return new int[] {i + 1, at};
      }
    }
    return null;
  }

  /** Where the part of a URL ends that may hold a user and a password. */
  private static int authority(byte[] bytes, int from, int to) {
    int at = from;
    while (at + 2 < to && (bytes[at] != ':' || bytes[at + 1] != '/' || bytes[at + 2] != '/')) {
      at++;
    }
    if (at + 2 >= to) {
      return to; // jdbc:oracle:thin:user/password@host
    }
    at += 3;
    while (at < to && bytes[at] != '/' && bytes[at] != '?' && bytes[at] != '#') {
      at++;
    }
    return at;
  }

  private boolean alone() {
    for (int i = 0; i < words.size(); i++) {
      if (among(i, ALONE) && !key(i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it only says what follows it: {@code password=…}, {@code "password": "…"}, and the
   * {@code password …} of a {@code .netrc}. What follows is looked at by itself.
   */
  private boolean key(int word) {
    int at = words.get(word)[1];
    int next = next(at);
    if (next < to && (bytes[next] == '=' || bytes[next] == ':')) {
      return next(next + 1) < to;
    }
    return next > at && bytes[at] == ' ' && random(next);
  }

  /** Past blanks and quotes. */
  private int next(int from) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '"' || bytes[at] == '\'')) {
      at++;
    }
    return at;
  }

  /** Whether no word of an example's begins there, but something with digits or signs in it. */
  private boolean random(int from) {
    int at = from;
    boolean letters = true;
    while (at < to && (bytes[at] < 0 || bytes[at] > ' ')) {
      letters &= letter(bytes[at]);
      at++;
    }
    return !letters && at - from >= RANDOM;
  }

  private boolean pairs() {
    for (int i = 0; i + 1 < words.size(); i++) {
      for (String[] pair : PAIRS) {
        if (is(i, pair[0]) && is(i + 1, pair[1])) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean spans() {
    for (String[] span : SPANS) {
      for (int i = 0; i < words.size(); i++) {
        for (int j = i + 1; is(i, span[0]) && j < words.size(); j++) {
          if (is(j, span[1])) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean whole() {
    return words.size() == 1 && digits == 0 && among(0, WHOLE);
  }

  /**
   * The words of the name one after the other, and nothing around them that could make a secret.
   */
  private boolean ownName(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    PlaceholderWords own = new PlaceholderWords(text, 0, text.length);
    int length = own.words.size();
    for (int start = 0; digits <= own.digits + 4 && start + length <= words.size(); start++) {
      if (length > 0
          && stands(own, start)
          && fillers(0, start)
          && fillers(start + length, words.size())) {
        return true;
      }
    }
    return false;
  }

  private boolean stands(PlaceholderWords own, int start) {
    for (int i = 0; i < own.words.size(); i++) {
      int[] word = own.words.get(i);
      if (!is(
          start + i, new String(own.bytes, word[0], word[1] - word[0], StandardCharsets.UTF_8))) {
        return false;
      }
    }
    return true;
  }

  private boolean fillers(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!among(i, FILLERS)) {
        return false;
      }
    }
    return true;
  }

  private boolean among(int word, String[] texts) {
    for (String text : texts) {
      if (is(word, text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the word is that text, in capitals or not. */
  private boolean is(int word, String text) {
    int from = words.get(word)[0];
    if (words.get(word)[1] - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((bytes[from + i] | 0x20) != (text.charAt(i) | 0x20)) {
        return false;
      }
    }
    return true;
  }

  /** Also every byte of a character beyond ASCII: it is no boundary. */
  private static boolean letter(byte b) {
    return b < 0 || (b >= 'a' && b <= 'z') || upper(b);
  }

  private static boolean upper(byte b) {
    return b >= 'A' && b <= 'Z';
  }
}

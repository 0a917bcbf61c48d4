package dev.startguard.finding;

import org.jspecify.annotations.Nullable;

/**
 * Knows credentials by their shape: the prefixes that vendors give their tokens, JWTs, PEM blocks.
 * Passes over a text once, since the reader asks about every scalar of a manifest, and values may
 * have a megabyte.
 */
final class TokenShapes {
  /** The shortest text that is worth a look. */
  private static final int SHORTEST = 8;

  /** How many token characters must follow before it counts, then prefixes that vendors use. */
  private static final String[] PREFIXES = {
    "4 ghp_ gho_ ghu_ ghs_ ghr_ github_pat_", // GitHub
    "4 glpat- gldt- glrt- glcbt- glptt- glft- glsoat- glagent-", // GitLab
    "4 xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxe. xapp- hooks.slack.com/services/", // Slack
    "4 hooks.slack.com/workflows/ discord.com/api/webhooks/ discordapp.com/api/webhooks/",
    "4 webhook.office.com/ api.telegram.org/bot",
    "4 sk_live_ sk_test_ rk_live_ rk_test_ whsec_ sq0atp- sq0csp-", // payments
    "4 shpat_ shpss_ shpca_ shppa_ dop_v1_ doo_v1_ dor_v1_", // shops, hosts
    "4 dckr_pat_ dckr_oat_ GOCSPX- sntrys_ sntryu_ AGE-SECRET-KEY- sk-ant- sk-proj- sk-svcacct-",
    "8 ya29. pypi-AgE hvs. hvb. hvr. atlasv1. .atlasv1. xkeysib- PMAK- NRAK- lin_api_ sk-or-",
    "8 pat-na1- pat-eu1- eyJhbGciOi ops_eyJ", // the third: the header of most JWTs and JWEs
    "16 AIza npm_ rubygems_ hf_ SG. glc_ glsa_ ATATT3",
    "20 sk-",
    "24 s.",
    "32 key- dapi",
    "0 LS0tLS1CRUdJTi" // -----BEGIN in base64
  };

  private static final String[] AWS = {"AKIA", "ASIA", "ABIA", "ACCA"};

  /** By first character: the rows of {@link #PREFIXES} that hold a prefix with it. */
  private static final String[] @Nullable [] ROWS = new String[128][];

  static {
    for (String row : PREFIXES) {
      for (int start = row.indexOf(' ') + 1; start > 0; start = row.indexOf(' ', start) + 1) {
        char first = row.charAt(start);
        String[] rows = ROWS[first];
        int count = rows == null ? 0 : rows.length;
        if (rows == null || !rows[count - 1].equals(row)) {
          String[] more = new String[count + 1];
          if (rows != null) {
            System.arraycopy(rows, 0, more, 0, count);
          }
          more[count] = row;
          ROWS[first] = more;
        }
      }
    }
  }

  private TokenShapes() {}

  static boolean in(String text) {
    if (text.length() < SHORTEST) {
      return false;
    }
    if (text.startsWith("PuTTY-User-Key-File")) {
      return true;
    }
    boolean start = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '-' && (text.startsWith("-----BEGIN ", i) || text.startsWith("---- BEGIN ", i))) {
        return true;
      }
      if (start && c < 128 && token(text, i, c)) {
        return true;
      }
      start = !Character.isLetterOrDigit(c);
    }
    return false;
  }

  /** Whether a credential starts at {@code at}. */
  private static boolean token(String text, int at, char c) {
    String[] rows = ROWS[c];
    if (rows != null) {
      for (String row : rows) {
        if (row(text, at, row)) {
          return true;
        }
      }
    }
    return switch (c) {
      case 'A' -> awsKeyId(text, at);
      case 'e' -> jwt(text, at);
      // a long run of base64 that begins as every DER key and certificate does: a sequence of more
      // than 127 bytes
      case 'M' -> text.startsWith("MII", at) && follow(text, at, 128);
      default -> false;
    };
  }

  private static boolean row(String text, int at, String row) {
    int start = row.indexOf(' ') + 1;
    int least = -1;
    while (start > 0) {
      int next = row.indexOf(' ', start);
      int length = (next < 0 ? row.length() : next) - start;
      if (text.regionMatches(at, row, start, length)) {
        least = least < 0 ? Integer.parseInt(row.substring(0, row.indexOf(' '))) : least;
        if (follow(text, at + length, least)) {
          return true;
        }
      }
      start = next + 1;
    }
    return false;
  }

  private static boolean awsKeyId(String text, int at) {
    for (String prefix : AWS) {
      if (text.startsWith(prefix, at)) {
        int end = at;
        while (end < text.length() && end < at + 12 && upperOrDigit(text.charAt(end))) {
          end++;
        }
        return end == at + 12;
      }
    }
    return false;
  }

  /** Three parts with dots between, of which the first is an object in base64: RFC 7519. */
  private static boolean jwt(String text, int at) {
    if (!text.startsWith("eyJ", at)) {
      return false;
    }
    int first = at + 3;
    while (first < text.length() && text.charAt(first) != '.' && tokenPart(text.charAt(first))) {
      first++;
      if (text.startsWith("eyJ", first) && !Character.isLetterOrDigit(text.charAt(first - 1))) {
        return false; // that one is looked at next; "eyJ-" again and again must not take quadratic
        // time
      }
    }
    if (first == at + 3 || first == text.length() || text.charAt(first) != '.') {
      return false;
    }
    int second = first + 1;
    while (second < text.length() && text.charAt(second) != '.' && tokenPart(text.charAt(second))) {
      second++;
    }
    return second < text.length() && text.charAt(second) == '.';
  }

  /** Whether at least so many characters of a token stand at {@code from}. */
  private static boolean follow(String text, int from, int least) {
    if (from + least > text.length()) {
      return false;
    }
    for (int i = from; i < from + least; i++) {
      if (!tokenPart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean tokenPart(char c) {
    return (c >= 'a' && c <= 'z') || upperOrDigit(c) || "-_.+/=~".indexOf(c) >= 0;
  }

  private static boolean upperOrDigit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}

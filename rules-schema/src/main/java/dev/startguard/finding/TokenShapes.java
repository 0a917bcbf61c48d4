package dev.startguard.finding;

/**
 * Knows credentials by their shape: the prefixes that vendors give their tokens, JWTs, PEM blocks.
 */
final class TokenShapes {
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

  private TokenShapes() {}

  static boolean in(String text) {
    if (text.contains("-----BEGIN ")
        || text.contains("---- BEGIN ")
        || text.startsWith("PuTTY-User-Key-File")) {
      return true;
    }
    for (String row : PREFIXES) {
      if (row(text, row)) {
        return true;
      }
    }
    return awsKeyId(text) || jwt(text) || derInBase64(text);
  }

  private static boolean row(String text, String row) {
    int start = row.indexOf(' ') + 1;
    int least = Integer.parseInt(row.substring(0, start - 1));
    while (start > 0) {
      int end = row.indexOf(' ', start);
      if (prefixed(text, row.substring(start, end < 0 ? row.length() : end), least)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static boolean prefixed(String text, String prefix, int least) {
    for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
      if (starts(text, at) && tokenLength(text, at + prefix.length()) >= least) {
        return true;
      }
    }
    return false;
  }

  private static boolean awsKeyId(String text) {
    for (String prefix : AWS) {
      for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
        int end = at;
        while (end < text.length() && upperOrDigit(text.charAt(end))) {
          end++;
        }
        if (starts(text, at) && end - at >= 12) {
          return true;
        }
      }
    }
    return false;
  }

  /** Three parts with dots between, of which the first is an object in base64: RFC 7519. */
  private static boolean jwt(String text) {
    for (int at = text.indexOf("eyJ"); at >= 0; at = text.indexOf("eyJ", at + 1)) {
      int end = tokenEnd(text, at);
      int first = text.indexOf('.', at);
      int second = first < 0 ? -1 : text.indexOf('.', first + 1);
      if (starts(text, at) && first > at + 3 && second > first && second < end) {
        return true;
      }
    }
    return false;
  }

  /**
   * A long run of base64 that begins as every DER key and certificate does: a sequence of more than
   * 127 bytes.
   */
  private static boolean derInBase64(String text) {
    for (int at = text.indexOf("MII"); at >= 0; at = text.indexOf("MII", at + 1)) {
      if (starts(text, at) && tokenLength(text, at) >= 128) {
        return true;
      }
    }
    return false;
  }

  /** Whether a token may start here: no letter or digit stands before it. */
  private static boolean starts(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  private static int tokenLength(String text, int from) {
    return tokenEnd(text, from) - from;
  }

  private static int tokenEnd(String text, int from) {
    int end = from;
    while (end < text.length() && tokenPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean tokenPart(char c) {
    return (c >= 'a' && c <= 'z') || upperOrDigit(c) || "-_.+/=~".indexOf(c) >= 0;
  }

  private static boolean upperOrDigit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}

package dev.startguard.manifest.type;

import org.jspecify.annotations.Nullable;

/**
 * Why a value that looks right is not: what happened to it on its way here. Loaded only when
 * something does not fit. As every {@link Judgement}, a cause repeats nothing of the value.
 */
final class Causes {
  private Causes() {}

  /** A text that is not of its type, with the cause where one can be told whatever the type. */
  static Judgement wrongType(String problem, String text) {
    return explain(Judgement.wrongType(problem), text);
  }

  /** As {@link #wrongType(String, String)}; {@code hint} where no general cause can be told. */
  static Judgement wrongType(
      String problem, String text, @Nullable String hint, @Nullable String fix) {
    return explain(Judgement.wrongType(problem), text, hint, fix);
  }

  /** A broken constraint, with the cause where one can be told whatever the type. */
  static Judgement breaks(String field, String problem, String text) {
    return explain(Judgement.breaks(field, problem), text);
  }

  /**
   * As {@link #breaks(String, String, String)}; {@code hint} where no general cause can be told.
   */
  static Judgement breaks(
      String field, String problem, String text, @Nullable String hint, @Nullable String fix) {
    return explain(Judgement.breaks(field, problem), text, hint, fix);
  }

  private static Judgement explain(
      Judgement judgement, String text, @Nullable String hint, @Nullable String fix) {
    Judgement explained = explain(judgement, text);
    return explained.hint() != null || hint == null ? explained : judgement.withHint(hint, fix);
  }

  private static Judgement explain(Judgement judgement, String text) {
    if (text.isEmpty()) {
      return judgement.withHint("is empty");
    }
    Judgement edge = edges(judgement, text);
    return edge != null ? edge : inside(judgement, text);
  }

  /** What stands before or after the value proper. */
  private static @Nullable Judgement edges(Judgement judgement, String text) {
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    if (first == '\uFEFF') {
      return judgement.withHint(
          "begins with a byte-order mark", "save its file as UTF-8 without BOM");
    }
    if (last == '\r') {
      return judgement.withHint(
          "ends with a carriage return: its file has Windows line ends",
          "convert the file with dos2unix");
    }
    if (last == '\n') {
      return judgement.withHint(
          "ends with a line feed", "write it without one: printf %s, not echo");
    }
    if (blank(first)) {
      return judgement.withHint("begins with white space", "remove it");
    }
    if (blank(last)) {
      return judgement.withHint("ends with white space", "remove it");
    }
    if (text.length() > 1 && quotes(first, last)) {
      return judgement.withHint(
          "is still in quotes: docker --env-file and Kubernetes manifests keep them",
          "remove the quotes");
    }
    return null;
  }

  private static Judgement inside(Judgement judgement, String text) {
    if (serviceLink(text)) {
      return judgement.withHint(
          "Kubernetes sets <SERVICE>_PORT for every Service",
          "set enableServiceLinks: false on the pod, or rename the variable");
    }
    if (template(text)) {
      return judgement.withHint(
          "is a template that nobody filled in", "look at the tool that was to replace it");
    }
    if (nothing(text)) {
      return judgement.withHint(
          "is another program's word for a missing value", "set it, or leave it unset");
    }
    if (text.contains(" #")) {
      return judgement.withHint(
          "has a comment at its end: docker --env-file keeps it",
          "put the comment on a line of its own");
    }
    return characters(judgement, text);
  }

  private static Judgement characters(Judgement judgement, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\uFFFD') {
        return judgement.withHint(
            "was damaged by another character encoding", "start the JVM with LANG=C.UTF-8");
      }
      if (c == '\n' || c == '\r') {
        return judgement.withHint("has more than one line", null);
      }
      if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
        return judgement.withHint("has a control character", null);
      }
      if (c > 0x7F && Character.getType(c) == Character.FORMAT) {
        return judgement.withHint(
            "has an invisible character", "type it anew, without copy and paste");
      }
      if (c > 0x7F && Character.isDigit(c)) {
        return judgement.withHint("has digits that are not ASCII", "write them as 0 to 9");
      }
    }
    return judgement;
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean quotes(char first, char last) {
    return (first == last && (first == '"' || first == '\'' || first == '`'))
        || (first == '\u201C' && last == '\u201D')
        || (first == '\u2018' && last == '\u2019');
  }

  /**
   * {@code tcp://10.0.48.109:9106}: what Kubernetes puts into NAME_PORT for a Service called name.
   */
  private static boolean serviceLink(String text) {
    if (!text.startsWith("tcp://") && !text.startsWith("udp://")) {
      return false;
    }
    for (int i = 6; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Ascii.hex(c) && c != '.' && c != ':' && c != '[' && c != ']') {
        return false;
      }
    }
    return text.indexOf(':', 6) > 0;
  }

  private static boolean template(String text) {
    return between(text, "${", "}")
        || between(text, "{{", "}}")
        || between(text, "$(", ")")
        || between(text, "#{", "}")
        || (text.length() > 2 && text.startsWith("<") && text.endsWith(">"))
        || (text.length() > 2 && text.startsWith("%") && text.endsWith("%"));
  }

  private static boolean between(String text, String open, String close) {
    int start = text.indexOf(open);
    return start >= 0 && text.indexOf(close, start) > start;
  }

  private static boolean nothing(String text) {
    return switch (Ascii.lower(text)) {
      case "null", "(null)", "nil", "none", "undefined", "nan" -> true;
      default -> false;
    };
  }
}

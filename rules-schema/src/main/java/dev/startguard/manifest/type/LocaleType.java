package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import java.util.IllformedLocaleException;
import java.util.Locale;

/**
 * A well-formed language tag (BCP 47): {@code de}, {@code en-US}, {@code zh-Hant-TW}. With a
 * language of two or three letters; whether there is such a language is not asked. Compared in the
 * usual case.
 */
final class LocaleType implements ValueType {
  private static final int LONGEST = 256;

  @Override
  public Judgement judge(String text, Fields entry) {
    String canonical = text.length() > LONGEST ? "" : canonical(text);
    return canonical.isEmpty() ? wrong(text) : Judgement.fits(canonical);
  }

  private static String canonical(String text) {
    int language = language(text);
    try {
      return language < 2 || language > 3
          ? ""
          : new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
    } catch (IllformedLocaleException invalid) {
      return "";
    }
  }

  /**
   * The length of the language's code. Codes of more than three letters are well-formed, but there
   * are none.
   */
  private static int language(String text) {
    int end = 0;
    while (end < text.length() && Ascii.letter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    int dot = text.indexOf('.');
    if (text.equals("C") || text.equals("POSIX")) {
      hint = "is a locale of the operating system";
      fix = "write en-US, or und for none";
    } else if (dot > 0) {
      hint = "has a character set, as the operating system's locales have";
      fix = "write the language tag alone: en-US";
    } else if (text.indexOf('_') > 0) {
      hint = "has an underscore";
      fix = "write a hyphen: en-US";
    } else if (language(text) > 3) {
      hint = "names a language in more than three letters";
      fix = "write its code: en";
    }
    return Causes.wrongType("not a locale", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    return "a language tag: en-US";
  }
}

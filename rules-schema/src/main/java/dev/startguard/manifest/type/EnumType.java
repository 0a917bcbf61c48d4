package dev.startguard.manifest.type;

import dev.startguard.finding.Disclosure;
import dev.startguard.finding.NearestName;
import dev.startguard.manifest.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code values}; with {@code ignoreCase}, in any case, and then compared as it is declared.
 */
final class EnumType implements ValueType {
  private static final int MOST_NAMED = 12;

  @Override
  public Judgement judge(String text, Fields entry) {
    List<String> values = entry.texts("values");
    boolean ignoreCase = entry.flag("ignoreCase", false);
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      if (ignoreCase ? value.equalsIgnoreCase(text) : value.equals(text)) {
        return Judgement.fits(value);
      }
    }
    return wrong(text, values);
  }

  private static Judgement wrong(String text, List<String> values) {
    String hint = null;
    String fix = null;
    String near = NearestName.of(text, values);
    if (near != null && near.equalsIgnoreCase(text)) {
      hint = "differs from a declared value in case only";
      fix = "write it as declared, or declare ignoreCase: true";
    } else if (near != null) {
      hint = "did you mean " + Disclosure.plain(near) + "?";
    }
    return Causes.breaks("values", "not " + oneOf(values), text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    String words = oneOf(entry.texts("values"));
    return entry.flag("ignoreCase", false) ? words + ", in any case" : words;
  }

  /** {@code one of dev, staging, prod}. */
  static String oneOf(List<String> values) {
    StringBuilder out = new StringBuilder(values.size() == 1 ? "" : "one of ");
    for (int i = 0; i < values.size(); i++) {
      if (i == MOST_NAMED && values.size() > MOST_NAMED + 1) {
        return out.append(" and ").append(values.size() - i).append(" more").toString();
      }
      out.append(i == 0 ? "" : ", ").append(Disclosure.plain(values.get(i)));
    }
    return out.toString();
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    List<String> values = entry.texts("values");
    boolean ignoreCase = entry.flag("ignoreCase", false);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (!seen.add(ignoreCase ? Ascii.lower(values.get(i)) : values.get(i))) {
        return Judgement.breaks("values", "names " + Disclosure.plain(values.get(i)) + " twice");
      }
    }
    return null;
  }
}

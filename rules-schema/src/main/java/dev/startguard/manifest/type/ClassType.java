package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The binary name of a class, as {@link Class#forName(String)} takes it: {@code
 * com.acme.Outer$Inner}. Whether the class is there, and is {@code assignableTo} another, is the
 * check's work.
 */
final class ClassType implements ValueType {
  @Override
  public Judgement judge(String text, Fields entry) {
    return isBinaryName(text) ? Judgement.fits(text) : wrong(text);
  }

  private static boolean isBinaryName(String text) {
    boolean start = true;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (point == '.') {
        if (start) {
          return false;
        }
        start = true;
      } else if (Character.isIdentifierIgnorable(point)
          || (start
              ? !Character.isJavaIdentifierStart(point)
              : !Character.isJavaIdentifierPart(point))) {
        return false;
      } else {
        start = false;
      }
      i += Character.charCount(point);
    }
    return !start;
  }

  private static Judgement wrong(String text) {
    String hint = null;
    String fix = null;
    if (text.indexOf('/') >= 0) {
      hint = "has slashes";
      fix = "write dots: com.acme.Main";
    } else if (text.indexOf('#') > 0 || text.indexOf("::") > 0 || text.endsWith("()")) {
      hint = "names a method";
      fix = "give the class alone";
    } else if (text.indexOf('<') > 0 || text.endsWith("[]")) {
      hint = "names a generic type or an array";
      fix = "give the class alone";
    }
    return Causes.wrongType("not a class name", text, hint, fix);
  }

  @Override
  public String expectation(Fields entry) {
    String type = entry.text("assignableTo");
    return type == null
        ? "the name of a class on the class path"
        : "the name of a class that is a " + type;
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    String type = entry.text("assignableTo");
    return type == null || isBinaryName(type)
        ? null
        : Judgement.breaks("assignableTo", "not the name of a class");
  }
}

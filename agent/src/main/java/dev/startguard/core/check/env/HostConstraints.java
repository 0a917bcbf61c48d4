package dev.startguard.core.check.env;

import dev.startguard.core.check.HostFacts;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Variable;
import dev.startguard.manifest.type.Judgement;
import java.io.File;
import java.io.IOException;

/**
 * The constraints that a text alone cannot answer. Loaded when a manifest declares a {@code path}
 * or a {@code class}.
 */
final class HostConstraints {
  private HostConstraints() {}

  /**
   * Judges a value whose text is right.
   *
   * @throws IOException when it cannot be known; the message names what would have to be known
   *     first
   */
  static Judgement judge(HostFacts host, Variable variable, String text) throws IOException {
    Fields fields = variable.fields();
    if (!variable.type().equals("list")) {
      return judge(host, variable.type(), fields, text);
    }
    Fields element = fields.fields("of");
    String type = element == null ? fields.text("of", "string") : element.text("type", "string");
    String separator = fields.text("separator", ",");
    for (int start = 0; start <= text.length(); ) {
      int next = text.indexOf(separator, start);
      int end = next < 0 ? text.length() : next;
      Judgement judgement =
          judge(host, type, element == null ? fields : element, text.substring(start, end));
      if (!judgement.fits()) {
        return Judgement.breaks("of", judgement.problem());
      }
      start = end + separator.length();
    }
    return Judgement.fits(text);
  }

  private static Judgement judge(HostFacts host, String type, Fields fields, String text)
      throws IOException {
    return type.equals("path") ? path(host, fields, text) : javaClass(host, fields, text);
  }

  private static Judgement path(HostFacts host, Fields fields, String text) throws IOException {
    File file = host.file(text);
    boolean exists = file.exists();
    if (!exists && fields.flag("exists", false)) {
      return Judgement.breaks("exists", "names a path that does not exist");
    }
    if (fields.flag("readable", false) && !file.canRead()) {
      return Judgement.breaks(
          "readable",
          exists ? "names a path that this user may not read" : "names a path that does not exist");
    }
    if (fields.flag("writable", false)) {
      File parent = file.getAbsoluteFile().getParentFile();
      if (exists && !file.canWrite()) {
        return Judgement.breaks("writable", "names a path that this user may not write");
      }
      if (!exists && (parent == null || !parent.isDirectory())) {
        return Judgement.breaks("writable", "names a path in a directory that does not exist");
      }
      if (!exists && !parent.canWrite()) {
        return Judgement.breaks(
            "writable", "names a path in a directory that this user may not write");
      }
    }
    String most = fields.text("maxMode");
    return most == null || !exists ? Judgement.fits(text) : mode(host, most, text);
  }

  private static Judgement mode(HostFacts host, String most, String text) throws IOException {
    HostFacts.FileMode mode;
    try {
      mode = host.mode(text);
    } catch (IOException e) {
      return Judgement.breaks("maxMode", "names a path that " + e.getMessage());
    }
    if (mode == null) {
      throw new IOException("POSIX file modes, which this platform does not have");
    }
    return (mode.bits() & ~Integer.parseInt(most, 8)) == 0
        ? Judgement.fits(text)
        : Judgement.breaks(
            "maxMode", "names a path of mode " + octal(mode.bits()) + ", more open than " + most);
  }

  private static String octal(int bits) {
    String digits = Integer.toOctalString(bits);
    return "0000".substring(Math.min(4, digits.length())) + digits;
  }

  private static Judgement javaClass(HostFacts host, Fields fields, String text)
      throws IOException {
    if (!host.hasClass(text)) {
      return Judgement.breaks("type", "not a class on the class path");
    }
    String target = fields.text("assignableTo");
    return target == null || Supertypes.reach(host, text, target)
        ? Judgement.fits(text)
        : Judgement.breaks("assignableTo", "names a class that is not assignable to " + target);
  }
}

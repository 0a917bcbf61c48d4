package dev.startguard.core.rule;

import java.util.List;

/**
 * A method or constructor of the JDK that a rule looks at.
 *
 * @param owner the class's internal name: {@code java/time/LocalDate}
 * @param name the method's name; {@code <init>} for a constructor
 * @param descriptor its descriptor, as in the class file
 * @param look how the rule looks at it
 */
public record Call(String owner, String name, String descriptor, Look look) {

  /**
   * Adds calls of one class.
   *
   * @param signatures name and descriptor as one: {@code now()Ljava/time/LocalDate;}
   */
  public static void add(List<Call> calls, Look look, String owner, String... signatures) {
    for (String signature : signatures) {
      int end = signature.indexOf('(');
      calls.add(new Call(owner, signature.substring(0, end), signature.substring(end), look));
    }
  }

  /** The call as a finding names it: {@code LocalDate.now}, {@code new Date}. */
  public String text() {
    String type = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
    return name.equals("<init>") ? "new " + type : type + "." + name;
  }

  /** The whole of it, as an identity holds it. */
  public String api() {
    return owner + "." + name + descriptor;
  }
}

package dev.startguard.core.rule;

import java.util.List;

/**
 * A method or constructor of the JDK that a rule looks at.
 *
 * @param owner the class's internal name: {@code java/time/LocalDate}
 * @param name the method's name; {@code <init>} for a constructor
 * @param descriptor its descriptor, as in the class file
 * @param look how the rule looks at it
 * @param since the feature number of the JDK that brought it; 0 when it is in every one
 */
public record Call(String owner, String name, String descriptor, Look look, int since) {

  /** One that is in every JDK. */
  public Call(String owner, String name, String descriptor, Look look) {
    this(owner, name, descriptor, look, 0);
  }

  /**
   * Adds calls of one class.
   *
   * @param signatures name and descriptor as one: {@code now()Ljava/time/LocalDate;}
   */
  public static void add(List<Call> calls, Look look, String owner, String... signatures) {
    add(calls, look, 0, owner, signatures);
  }

  /**
   * Adds calls that came with a release.
   *
   * @param since its feature number
   */
  public static void add(
      List<Call> calls, Look look, int since, String owner, String... signatures) {
    for (String signature : signatures) {
      int end = signature.indexOf('(');
      calls.add(
          new Call(owner, signature.substring(0, end), signature.substring(end), look, since));
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

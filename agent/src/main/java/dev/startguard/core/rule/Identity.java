package dev.startguard.core.rule;

import org.jspecify.annotations.Nullable;

/**
 * What makes two cases the same finding: no line numbers, which move with each edit, and no numbers
 * of lambdas, which move with each other lambda.
 *
 * @param rule the rule's id
 * @param className the class, without the suffix of a hidden one
 * @param method the method, without a lambda's number
 * @param descriptor the method's descriptor
 * @param api what is called
 * @param ordinal which of the calls of that API in the method it is
 */
public record Identity(
    String rule, String className, String method, String descriptor, String api, int ordinal) {

  public static Identity of(String rule, Site site) {
    return new Identity(
        rule,
        unhidden(site.className()),
        unnumbered(site.method()),
        site.descriptor(),
        site.api(),
        site.ordinal());
  }

  /** Not the record's own: a cold JVM links that for ten milliseconds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Identity identity
        && identity.ordinal == ordinal
        && identity.method.equals(method)
        && identity.className.equals(className)
        && identity.descriptor.equals(descriptor)
        && identity.api.equals(api)
        && identity.rule.equals(rule);
  }

  @Override
  public int hashCode() {
    int place = (className.hashCode() * 31 + method.hashCode()) * 31 + api.hashCode();
    return (place * 31 + ordinal) * 31 + rule.hashCode();
  }

  /** {@code com.acme.A} of {@code com.acme.A$$Lambda$14/0x1f} and {@code com.acme.A/0x1f}. */
  public static String unhidden(String name) {
    int end = name.indexOf("$$Lambda");
    end = end < 0 ? name.indexOf('/') : end;
    return end < 0 ? name : name.substring(0, end);
  }

  /** {@code lambda$run$} of {@code lambda$run$3}. */
  private static String unnumbered(String method) {
    if (!method.startsWith("lambda$")) {
      return method;
    }
    int end = method.length();
    while (end > 0 && method.charAt(end - 1) >= '0' && method.charAt(end - 1) <= '9') {
      end--;
    }
    return method.charAt(end - 1) == '$' ? method.substring(0, end) : method;
  }
}

package dev.startguard.core.rule;

import dev.startguard.finding.CodeLocation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in the code that calls.
 *
 * @param className the binary name of the class
 * @param method the name of the method as in the class file, a lambda's body included
 * @param descriptor that method's descriptor
 * @param file the source file's name, when the class file has it
 * @param line the line, from 1; 0 when unknown
 * @param api what is called: {@link Call#api()}
 * @param ordinal which of the calls of that API in the method it is: their number from 0, or where
 *     their code begins
 * @param codeSource the path of the URL that the class was loaded from; null when it has none
 */
public record Site(
    String className,
    String method,
    String descriptor,
    @Nullable String file,
    int line,
    String api,
    int ordinal,
    @Nullable String codeSource) {

  /** Of a class that nobody knows the origin of. */
  public Site(
      String className,
      String method,
      String descriptor,
      @Nullable String file,
      int line,
      String api,
      int ordinal) {
    this(className, method, descriptor, file, line, api, ordinal, null);
  }

  /**
   * The same place, for what happens to what was created there.
   *
   * @param what tells it apart from other things that happen to it
   */
  public Site of(String what) {
    return new Site(className, method, descriptor, file, line, what, ordinal, codeSource);
  }

  /** Not the record's own: a cold JVM links that for ten milliseconds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Site site
        && site.ordinal == ordinal
        && site.line == line
        && site.method.equals(method)
        && site.className.equals(className)
        && site.descriptor.equals(descriptor)
        && site.api.equals(api)
        && Objects.equals(site.file, file)
        && Objects.equals(site.codeSource, codeSource);
  }

  @Override
  public int hashCode() {
    return ((className.hashCode() * 31 + method.hashCode()) * 31 + api.hashCode()) * 31 + ordinal;
  }

  /** Where a finding points. */
  public CodeLocation location() {
    return new CodeLocation(className, method, file, line);
  }

  /** {@code com.acme.CutOff.nextRun(CutOff.java:41)}, as in a stack trace. */
  public String text() {
    return location().text();
  }
}

package dev.startguard.core.weave;

/**
 * Where in a class a probe stands, as the woven code carries it: {@code
 * call/ordinal/line/form/method(…)}. The JVM allows no slash in the name of a method, and one
 * parenthesis in a descriptor.
 *
 * @param call the number of the watched call
 * @param ordinal the how manieth such call in the method
 * @param line 0 when unknown
 * @param form what was recognised: {@link Site#form()}
 */
record Place(int call, int ordinal, int line, String form, String method, String descriptor) {
  String encoded() {
    return call + "/" + ordinal + "/" + line + "/" + form + "/" + method + descriptor;
  }

  /**
   * The reverse of {@link #encoded()}.
   *
   * @throws RuntimeException for any other text
   */
  static Place decode(String text) {
    int first = text.indexOf('/');
    int second = text.indexOf('/', first + 1);
    int third = text.indexOf('/', second + 1);
    int fourth = text.indexOf('/', third + 1);
    int parameters = text.lastIndexOf('(');
    return new Place(
        Integer.parseInt(text.substring(0, first)),
        Integer.parseInt(text.substring(first + 1, second)),
        Integer.parseInt(text.substring(second + 1, third)),
        text.substring(third + 1, fourth),
        text.substring(fourth + 1, parameters),
        text.substring(parameters));
  }
}

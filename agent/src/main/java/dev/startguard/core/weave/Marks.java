package dev.startguard.core.weave;

import dev.startguard.core.weave.classfile.Pool;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a class that an annotation named {@code StartguardIgnore} keeps from being woven,
 * and the bodies of the lambdas in them. The name alone counts: nobody needs a dependency on us.
 * Not heard of are nested classes of a marked one: their files do not tell.
 */
final class Marks {
  private static final String NAME = "StartguardIgnore;";
  private static final byte[] BYTES = NAME.getBytes(StandardCharsets.US_ASCII);

  /** No descriptor of such an annotation is as short. */
  static final int SHORTEST = 17;

  private final Set<Method> marked = new HashSet<>();
  private final Set<Method> synthetic = new HashSet<>();
  private final Map<Method, List<Method>> handles = new HashMap<>();

  /** Two texts: joined for each method, long names would take the square of a file's size. */
  record Method(String name, String descriptor) {
    /** Not the record's own, which links dynamically: in the midst of a transformation. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Method method
          && method.name.equals(name)
          && method.descriptor.equals(descriptor);
    }

    @Override
    public int hashCode() {
      return name.hashCode() * 31 + descriptor.hashCode();
    }
  }

  /** Whether an annotation with this descriptor is one: {@code Lcom/acme/StartguardIgnore;}. */
  static boolean mark(String descriptor) {
    int begin = descriptor.length() - NAME.length() - 1;
    return begin >= 0 && descriptor.endsWith(NAME) && "L/$".indexOf(descriptor.charAt(begin)) >= 0;
  }

  /** Whether the text that ends there may be the descriptor of one. Most end at the first look. */
  static boolean ends(byte[] file, int end) {
    return file[end - 1] == ';' && file[end - 2] == 'e' && endsAll(file, end);
  }

  private static boolean endsAll(byte[] file, int end) {
    int begin = end - BYTES.length;
    return Arrays.equals(file, begin, end, BYTES, 0, BYTES.length);
  }

  /** Whether the text at the index may be the descriptor of such an annotation. */
  static boolean named(Pool pool, int index) {
    return pool.ends(index, NAME);
  }

  void add(Method method) {
    marked.add(method);
  }

  /** A method that no source has, such as the body of a lambda. */
  void addSynthetic(Method method) {
    synthetic.add(method);
  }

  /** That a method's code creates a function which calls another method of the class. */
  void addHandle(Method from, Method to) {
    List<Method> known = handles.get(from);
    if (known == null) {
      known = new ArrayList<>();
      handles.put(from, known);
    }
    known.add(to);
  }

  /** The marked ones, and what is written inside them. */
  Set<Method> all() {
    Set<Method> all = new HashSet<>(marked);
    List<Method> open = new ArrayList<>(marked);
    while (!open.isEmpty()) {
      List<Method> bodies = handles.get(open.remove(open.size() - 1));
      if (bodies != null) {
        for (Method body : bodies) {
          if (synthetic.contains(body) && all.add(body)) {
            open.add(body);
          }
        }
      }
    }
    return all;
  }
}

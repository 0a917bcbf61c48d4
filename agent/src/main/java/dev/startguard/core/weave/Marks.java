package dev.startguard.core.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods of a class that an annotation named {@code StartguardIgnore} keeps from being woven,
 * and the bodies of the lambdas in them. The name alone counts: nobody needs a dependency on us.
 * Not heard of are nested classes of a marked one: their files do not tell.
 */
final class Marks {
  private static final String NAME = "StartguardIgnore;";

  /** By name and descriptor, as all methods here. */
  private final Set<String> marked = new HashSet<>();

  private final Set<String> synthetic = new HashSet<>();
  private final Map<String, List<String>> handles = new HashMap<>();

  /** Whether an annotation with this descriptor is one: {@code Lcom/acme/StartguardIgnore;}. */
  static boolean mark(String descriptor) {
    int begin = descriptor.length() - NAME.length() - 1;
    return begin >= 0 && descriptor.endsWith(NAME) && "L/$".indexOf(descriptor.charAt(begin)) >= 0;
  }

  void add(String method) {
    marked.add(method);
  }

  /** A method that no source has, such as the body of a lambda. */
  void addSynthetic(String method) {
    synthetic.add(method);
  }

  /** That a method's code creates a function which calls another method of the class. */
  void addHandle(String from, String to) {
    List<String> known = handles.get(from);
    if (known == null) {
      known = new ArrayList<>();
      handles.put(from, known);
    }
    known.add(to);
  }

  /** The marked ones, and what is written inside them. */
  Set<String> all() {
    Set<String> all = new HashSet<>(marked);
    List<String> open = new ArrayList<>(marked);
    while (!open.isEmpty()) {
      List<String> bodies = handles.get(open.remove(open.size() - 1));
      if (bodies != null) {
        for (String body : bodies) {
          if (synthetic.contains(body) && all.add(body)) {
            open.add(body);
          }
        }
      }
    }
    return all;
  }
}

package dev.startguard.core.weave;

import dev.startguard.core.weave.flow.Finder;
import dev.startguard.core.weave.flow.Match;
import dev.startguard.core.weave.flow.Pattern;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;

/** Where the results end that are followed; for classes that name such a call. */
final class Flows {
  private final Calls calls;
  private final boolean elapsed;
  private final boolean narrowed;

  Flows(Calls calls) {
    this.calls = calls;
    elapsed = calls.follows(Kind.ELAPSED);
    narrowed = calls.follows(Kind.NARROWED);
  }

  /** Whether subtractions and comparisons of times are looked for. */
  boolean elapsed() {
    return elapsed;
  }

  /** Whether times narrowed to an int are looked for. */
  boolean narrowed() {
    return narrowed;
  }

  /**
   * By method, in the file's order, and by spot; empty when the class has none.
   *
   * @param wanted the methods to be read
   */
  List<List<Flow>> of(ClassReader reader, boolean[] wanted) {
    List<List<Flow>> flows = new ArrayList<>();
    int count = 0;
    for (List<Match> matches : Finder.find(reader, wanted)) {
      List<Flow> here = watched(matches);
      count += here.size();
      flows.add(here);
    }
    return count == 0 ? List.of() : flows;
  }

  private List<Flow> watched(List<Match> matches) {
    if (matches.isEmpty()) {
      return List.of();
    }
    List<Flow> flows = new ArrayList<>(matches.size());
    for (Match match : matches) {
      Kind kind = match.pattern() == Pattern.ELAPSED ? Kind.ELAPSED : Kind.NARROWED;
      int call = calls.followed(kind, match.api());
      if (call >= 0) {
        flows.add(new Flow(match.spot(), call, match.form()));
      }
    }
    return flows;
  }
}

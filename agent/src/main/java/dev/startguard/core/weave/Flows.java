package dev.startguard.core.weave;

import dev.startguard.core.weave.flow.Clues;
import dev.startguard.core.weave.flow.Finder;
import dev.startguard.core.weave.flow.Match;
import dev.startguard.core.weave.flow.Pattern;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;

/** Where the results end that are followed; only classes are looked at that name such a call. */
final class Flows {
  private final Calls calls;
  private final Prefilter prefilter;
  private final boolean elapsed;
  private final boolean narrowed;

  Flows(Calls calls) {
    this.calls = calls;
    List<Call> followed = calls.part(true);
    this.prefilter = new Prefilter(followed);
    boolean anyElapsed = false;
    boolean anyNarrowed = false;
    for (int i = 0; i < followed.size(); i++) {
      anyElapsed |= followed.get(i).kind() == Kind.ELAPSED;
      anyNarrowed |= followed.get(i).kind() == Kind.NARROWED;
    }
    elapsed = anyElapsed;
    narrowed = anyNarrowed;
  }

  /** By method, in the file's order, and by spot; empty when the class has none. */
  List<List<Flow>> of(byte[] file, ClassReader reader) {
    if (!prefilter.hit(file)) {
      return List.of();
    }
    boolean[] wanted = Clues.wanted(ClassShape.marks(file, Clues.of(reader), elapsed, narrowed));
    if (none(wanted)) {
      return List.of();
    }
    List<List<Flow>> flows = new ArrayList<>();
    int count = 0;
    for (List<Match> matches : Finder.find(reader, wanted)) {
      List<Flow> here = watched(matches);
      count += here.size();
      flows.add(here);
    }
    return count == 0 ? List.of() : flows;
  }

  private static boolean none(boolean[] wanted) {
    for (boolean one : wanted) {
      if (one) {
        return false;
      }
    }
    return true;
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

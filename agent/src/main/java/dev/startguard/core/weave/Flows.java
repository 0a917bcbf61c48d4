package dev.startguard.core.weave;

import dev.startguard.core.weave.flow.Finder;
import dev.startguard.core.weave.flow.Match;
import dev.startguard.core.weave.flow.Pattern;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;

/** Where the results end that are followed; for classes that name such a call. */
final class Flows {
  /** The tag of such a constant. */
  private static final int LONG = 5;

  /** What makes of an int the number that it is without a sign. */
  private static final long UNSIGNED_BITS = 0xFFFFFFFFL;

  private final Calls calls;
  private final Ends ofOwn;
  private final Ends ofOthers;

  /**
   * @param calls every call
   * @param everywhere those that are watched in code that is not the application's own
   */
  Flows(Calls calls, Calls everywhere) {
    this.calls = calls;
    ofOwn = ends(calls, true);
    ofOthers = ends(everywhere, false);
  }

  private static Ends ends(Calls some, boolean own) {
    return new Ends(some.follows(Kind.ELAPSED), some.follows(Kind.NARROWED), !own);
  }

  /**
   * What is looked for in a class.
   *
   * @param own whether it is the application's
   */
  Ends of(boolean own) {
    return own ? ofOwn : ofOthers;
  }

  /**
   * By method, in the file's order, and by spot; empty when the class has none.
   *
   * @param wanted the methods to be read
   * @param ends what is looked for
   */
  List<List<Flow>> of(ClassReader reader, boolean[] wanted, Ends ends) {
    List<List<Flow>> flows = new ArrayList<>();
    int count = 0;
    if (ends.plainly() && !ends.elapsed() && readsUnsigned(reader)) {
      return List.of();
    }
    for (List<Match> matches : Finder.find(reader, wanted)) {
      List<Flow> here = watched(matches, ends);
      count += here.size();
      flows.add(here);
    }
    return count == 0 ? List.of() : flows;
  }

  /**
   * Whether some method of the class takes ints for unsigned: in code that is not the application's
   * own, they are so what is narrowed elsewhere in it, as in MongoDB's ObjectId.
   */
  private static boolean readsUnsigned(ClassReader reader) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int place = reader.getItem(i);
      if (place != 0
          && reader.readByte(place - 1) == LONG
          && reader.readLong(place) == UNSIGNED_BITS) {
        return true;
      }
    }
    return false;
  }

  private List<Flow> watched(List<Match> matches, Ends ends) {
    if (matches.isEmpty()) {
      return List.of();
    }
    List<Flow> flows = new ArrayList<>(matches.size());
    for (Match match : matches) {
      boolean elapsed = match.pattern() == Pattern.ELAPSED;
      if (elapsed && !ends.elapsed()) {
        continue; // its method is read for something else
      }
      int call = calls.followed(elapsed ? Kind.ELAPSED : Kind.NARROWED, match.api());
      if (call >= 0) {
        flows.add(new Flow(match.spot(), call, match.form()));
      }
    }
    return flows;
  }
}

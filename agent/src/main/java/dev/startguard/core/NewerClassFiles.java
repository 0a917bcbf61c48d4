package dev.startguard.core;

import dev.startguard.core.watch.FindingDrain;
import java.util.function.IntConsumer;

/** Says that there are class files which the weaver cannot read. */
final class NewerClassFiles implements IntConsumer {
  private final FindingDrain drain;

  NewerClassFiles(FindingDrain drain) {
    this.drain = drain;
  }

  @Override
  public void accept(int major) {
    drain.note(
        "class files of version "
            + major
            + " are newer than this agent knows: they are left alone, and no rule sees them");
  }
}

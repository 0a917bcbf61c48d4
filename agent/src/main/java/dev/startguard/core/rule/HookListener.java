package dev.startguard.core.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told when methods of the JDK run, whoever calls them. Called from all threads at once, in the
 * midst of the JDK's own work, with whatever locks that holds: it takes none of them, waits for
 * nothing, starts nothing, keeps little, and calls none of the application's code. The third time
 * that it throws ends it.
 */
public interface HookListener {

  /**
   * The methods, of any access, of classes that the boot loader defines; always the same. Each
   * looks by {@link Look#ENTERED}, {@link Look#RETURNED} or {@link Look#THREW}.
   */
  List<Call> hooks();

  /** Of which passages one of them, that looks by {@link Look#ENTERED}, tells; null for all. */
  default @Nullable Guard guard(Call hook) {
    return null;
  }

  /** One of them runs. */
  void passed(Passage passage);
}

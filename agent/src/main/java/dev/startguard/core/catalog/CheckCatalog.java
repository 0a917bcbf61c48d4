package dev.startguard.core.catalog;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.env.EnvMissingCheck;
import java.util.ArrayList;
import java.util.List;

/** Every check that runs before {@code main}. To add one is to add a line. */
public final class CheckCatalog {
  private CheckCatalog() {}

  /** The checks, made anew, in the order in which they run. */
  public static List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(new EnvMissingCheck());
    return checks;
  }
}

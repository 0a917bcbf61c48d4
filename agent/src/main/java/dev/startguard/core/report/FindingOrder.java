package dev.startguard.core.report;

import dev.startguard.finding.Finding;
import dev.startguard.finding.Location;
import dev.startguard.finding.ManifestLocation;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of a report: errors, warnings, infos; in each, as the manifest stands, then what has no
 * place in it; then by id and subject. Usage errors come first of all: the exit code is theirs.
 */
public final class FindingOrder implements Comparator<Finding> {
  @Override
  public int compare(Finding a, Finding b) {
    int order = a.severity().compareTo(b.severity());
    if (order == 0) {
      order = (a.id().equals("usage") ? 0 : 1) - (b.id().equals("usage") ? 0 : 1);
    }
    if (order == 0) {
      order = place(a.location(), b.location());
    }
    if (order == 0) {
      order = a.id().compareTo(b.id());
    }
    return order == 0 ? a.subject().compareTo(b.subject()) : order;
  }

  private static int place(@Nullable Location a, @Nullable Location b) {
    if (a instanceof ManifestLocation first) {
      return b instanceof ManifestLocation second
          ? (first.before(second) ? -1 : second.before(first) ? 1 : 0)
          : -1;
    }
    return b instanceof ManifestLocation ? 1 : 0;
  }
}

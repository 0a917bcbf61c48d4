package dev.startguard.manifest.read;

import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of a broken manifest's findings: by file in the order of reading, then by line and
 * column.
 */
public final class FindingOrder implements Comparator<Finding> {
  public static List<Finding> sorted(List<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(new FindingOrder());
    return sorted;
  }

  @Override
  public int compare(Finding a, Finding b) {
    if (a.location() instanceof ManifestLocation first
        && b.location() instanceof ManifestLocation second) {
      return first.before(second) ? -1 : second.before(first) ? 1 : 0;
    }
    return 0;
  }
}

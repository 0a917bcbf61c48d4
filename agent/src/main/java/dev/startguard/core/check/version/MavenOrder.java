package dev.startguard.core.check.version;

import dev.startguard.manifest.number.VersionRange;
import java.util.Comparator;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** Maven's own order of versions. */
final class MavenOrder implements Comparator<String> {
  /** No version is longer; Maven's comparison recurses once a hyphen. */
  private static final int LONGEST = 256;

  private MavenOrder() {}

  /** Whether the version is one of the range's. */
  static boolean within(String range, String version) {
    String bounded = version.length() > LONGEST ? version.substring(0, LONGEST) : version;
    return VersionRange.of(range).contains(bounded, new MavenOrder());
  }

  @Override
  public int compare(String one, String other) {
    return new ComparableVersion(one).compareTo(new ComparableVersion(other));
  }
}

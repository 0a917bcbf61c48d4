package dev.startguard.core.catalog;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.clock.ClockOffsetCheck;
import dev.startguard.core.check.env.EnvConstraintCheck;
import dev.startguard.core.check.env.EnvDeprecatedCheck;
import dev.startguard.core.check.env.EnvDuplicateCheck;
import dev.startguard.core.check.env.EnvEncodingCheck;
import dev.startguard.core.check.env.EnvMissingCheck;
import dev.startguard.core.check.env.EnvTypeCheck;
import dev.startguard.core.check.env.EnvUndeclaredCheck;
import dev.startguard.core.check.env.GroupUnsatisfiedCheck;
import dev.startguard.core.check.env.PropertyConstraintCheck;
import dev.startguard.core.check.env.PropertyMissingCheck;
import dev.startguard.core.check.env.PropertyTypeCheck;
import dev.startguard.core.check.flag.FlagConflictCheck;
import dev.startguard.core.check.flag.FlagOverdueCheck;
import dev.startguard.core.check.flag.FlagRetiredCheck;
import dev.startguard.core.check.flag.FlagUnexpectedCheck;
import dev.startguard.core.check.platform.CharsetMismatchCheck;
import dev.startguard.core.check.platform.CpuLimitCheck;
import dev.startguard.core.check.platform.LocaleMismatchCheck;
import dev.startguard.core.check.platform.MemoryLimitCheck;
import dev.startguard.core.check.platform.OpenFilesCheck;
import dev.startguard.core.check.platform.TimezoneFallbackCheck;
import dev.startguard.core.check.platform.TimezoneMismatchCheck;
import dev.startguard.core.check.policy.ExceptionExpiredCheck;
import dev.startguard.core.check.probe.ProbeFailedCheck;
import dev.startguard.core.check.profile.ProfileUnknownCheck;
import dev.startguard.core.check.secret.SecretExpiredCheck;
import dev.startguard.core.check.secret.SecretExposedCheck;
import dev.startguard.core.check.secret.SecretFileModeCheck;
import dev.startguard.core.check.secret.SecretMismatchCheck;
import dev.startguard.core.check.secret.SecretMissingCheck;
import dev.startguard.core.check.secret.SecretPlaceholderCheck;
import dev.startguard.core.check.secret.SecretReusedCheck;
import dev.startguard.core.check.secret.SecretWeakCheck;
import dev.startguard.core.check.secret.SecretWhitespaceCheck;
import dev.startguard.core.check.version.BuildMismatchCheck;
import dev.startguard.core.check.version.HashMismatchCheck;
import dev.startguard.core.check.version.JavaVersionCheck;
import dev.startguard.core.check.version.LibraryDuplicateCheck;
import dev.startguard.core.check.version.LibraryScan;
import dev.startguard.core.check.version.LibraryVersionCheck;
import dev.startguard.core.check.version.TzdataVersionCheck;
import dev.startguard.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every check that runs before {@code main}. To add one is to add a line. */
public final class CheckCatalog {
  private final @Nullable Manifest manifest;
  private final List<Check> checks = new ArrayList<>();

  private CheckCatalog(@Nullable Manifest manifest) {
    this.manifest = manifest;
  }

  /** Every check, made anew, in the order in which they run. */
  public static List<Check> checks() {
    return new CheckCatalog(null).list();
  }

  /**
   * Those that a manifest can ask for: of a section that it does not have, no class is loaded. In
   * the same order.
   */
  public static List<Check> of(Manifest manifest) {
    return new CheckCatalog(manifest).list();
  }

  private List<Check> list() {
    checks.add(new ProfileUnknownCheck()); // first: it says what the others cannot evaluate
    if (has("clock")) {
      checks.add(new ClockOffsetCheck()); // early: whatever judges a date waits for it
    }
    if (has("versions")) {
      LibraryScan scan = new LibraryScan();
      checks.add(new HashMismatchCheck()); // early: it reads while others wait
      checks.add(new BuildMismatchCheck());
      checks.add(new LibraryVersionCheck(scan));
      checks.add(new LibraryDuplicateCheck(scan));
    }
    checks.add(new EnvEncodingCheck());
    checks.add(new EnvDuplicateCheck());
    if (has("env")) {
      checks.add(new EnvMissingCheck());
    }
    boolean secrets = has("secrets");
    if (secrets) {
      checks.add(new SecretMissingCheck());
      checks.add(new SecretWhitespaceCheck());
      checks.add(new SecretPlaceholderCheck());
    }
    checks.add(new EnvTypeCheck()); // of secrets and flags too, like the next two
    checks.add(new EnvConstraintCheck());
    checks.add(new EnvDeprecatedCheck());
    if (has("policy")) {
      checks.add(new EnvUndeclaredCheck());
    }
    if (has("properties")) {
      checks.add(new PropertyMissingCheck());
      checks.add(new PropertyTypeCheck());
      checks.add(new PropertyConstraintCheck());
    }
    if (has("probes")) {
      checks.add(new ProbeFailedCheck()); // begins as soon as the variables are known
    }
    if (has("groups")) {
      checks.add(new GroupUnsatisfiedCheck());
    }
    if (secrets) {
      checks.add(new SecretWeakCheck());
      checks.add(new SecretFileModeCheck());
      checks.add(new SecretExposedCheck());
      checks.add(new SecretExpiredCheck());
      checks.add(new SecretMismatchCheck());
      checks.add(new SecretReusedCheck());
    }
    if (has("flags")) {
      checks.add(new FlagUnexpectedCheck());
      checks.add(new FlagRetiredCheck());
      checks.add(new FlagOverdueCheck());
      checks.add(new FlagConflictCheck());
    }
    checks.add(new TimezoneFallbackCheck()); // whatever the manifest says
    if (has("platform")) {
      checks.add(new TimezoneMismatchCheck());
      checks.add(new LocaleMismatchCheck());
      checks.add(new CharsetMismatchCheck());
      checks.add(new MemoryLimitCheck());
      checks.add(new CpuLimitCheck());
      checks.add(new OpenFilesCheck());
    }
    if (has("versions")) {
      checks.add(new JavaVersionCheck());
      checks.add(new TzdataVersionCheck());
    }
    if (manifest == null || !manifest.exceptions().isEmpty()) {
      checks.add(new ExceptionExpiredCheck());
    }
    return checks;
  }

  private boolean has(String section) {
    return manifest == null || manifest.has(section);
  }
}

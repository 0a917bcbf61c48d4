package dev.startguard.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one validation has to say.
 *
 * @param service the manifest's service; null when the manifest could not be read that far
 * @param profile the profile that was applied, if any
 * @param mode {@code enforce} or {@code warn}
 * @param manifest the root manifest's name; null when none was found
 * @param manifestSha256 its hash in hex; null when it was not read
 * @param verdict what it came to
 * @param exit the exit code of a refusal, also of one that the mode turned into a warning; 0 when
 *     there is no error
 * @param findings in report order: errors, then warnings, then infos, each in manifest order
 * @param notices what the reader of the report must know beside the findings: overrides, the
 *     exceptions in force
 * @param checks how many checks passed or failed, one for each check and subject
 * @param notEvaluated how many could not be made because something before them failed
 * @param unevaluated {@code SUBJECT needs OTHER} of each of those
 * @param durationMillis from the start of {@code premain}
 * @param wayOut how to start all the same: {@code STARTGUARD_MODE=warn}; null when {@code
 *     policy.lock} forbids it
 */
public record Report(
    @Nullable String service,
    @Nullable String profile,
    String mode,
    @Nullable String manifest,
    @Nullable String manifestSha256,
    Verdict verdict,
    int exit,
    List<Finding> findings,
    List<String> notices,
    int checks,
    int notEvaluated,
    List<String> unevaluated,
    long durationMillis,
    @Nullable String wayOut) {

  public Report {
    findings = List.copyOf(findings);
    notices = List.copyOf(notices);
    unevaluated = List.copyOf(unevaluated);
  }

  /** How many findings have this severity. */
  public int count(Severity severity) {
    int count = 0;
    for (Finding finding : findings) {
      if (finding.severity() == severity) {
        count++;
      }
    }
    return count;
  }

  /** The same report with one more warning, which is about the report itself. */
  public Report plus(Finding warning) {
    List<Finding> all = new ArrayList<>(findings);
    all.add(warning);
    return new Report(
        service,
        profile,
        mode,
        manifest,
        manifestSha256,
        verdict,
        exit,
        all,
        notices,
        checks + 1,
        notEvaluated,
        unevaluated,
        durationMillis,
        wayOut);
  }
}

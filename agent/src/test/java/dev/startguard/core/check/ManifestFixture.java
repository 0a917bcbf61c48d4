package dev.startguard.core.check;

import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.ManifestDocument;
import dev.startguard.manifest.ManifestReader;
import dev.startguard.manifest.ManifestSource;
import dev.startguard.manifest.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest from a text block with the real reader, and runs checks on it:
 *
 * <pre>{@code
 * Checked checked = ManifestFixture.validate("env: { PORT: port }", new FakeHost().env("PORT", "x"), new EnvTypeCheck());
 * assertThat(checked.lines()).containsExactly("error env-type PORT: not a port: \"x\"");
 * }</pre>
 */
public final class ManifestFixture {
  private static final String HEAD = "startguard: 1\nservice: fixture\n";

  private ManifestFixture() {}

  /** Runs the checks without a profile. */
  public static Checked validate(String yaml, FakeHost host, Check... checks) {
    return validate(yaml, null, host, checks);
  }

  /**
   * Runs the checks of a start that began earlier, or now.
   *
   * @param begin from when on the deadline counts, by {@link System#nanoTime()}
   */
  public static Checked validate(String yaml, FakeHost host, long begin, Check... checks) {
    Validation validation = new Validation(manifest(yaml, null, host), host, begin);
    CheckRunner.run(List.of(checks), validation);
    return new Checked(validation);
  }

  /** Runs the checks with a profile's overrides applied. */
  public static Checked validate(
      String yaml, @Nullable String profile, FakeHost host, Check... checks) {
    Validation validation = new Validation(manifest(yaml, profile, host), host);
    CheckRunner.run(List.of(checks), validation);
    return new Checked(validation);
  }

  /**
   * Runs the checks with the profile that the host's variables, or the setting {@code profile} from
   * {@code origin}, select.
   */
  public static Checked select(
      String yaml, FakeHost host, @Nullable String setting, String origin, Check... checks) {
    ProfileSelection selection = ProfileSelection.of(document(yaml, host), host, setting, origin);
    Validation validation = new Validation(selection.manifest(), host);
    validation.selected(selection);
    CheckRunner.run(List.of(checks), validation);
    return new Checked(validation);
  }

  /** Reads the manifest, and applies the profile. */
  public static Manifest manifest(String yaml, @Nullable String profile, FakeHost host) {
    ManifestDocument document = document(yaml, host);
    return profile == null ? document.withoutProfile() : document.withProfile(profile);
  }

  /**
   * Reads the manifest. One that does not begin with {@code startguard:} gets two lines put before
   * it. Includes are taken from the host's files.
   */
  public static ManifestDocument document(String yaml, FakeHost host) {
    String text = yaml.startsWith("startguard:") ? yaml : HEAD + yaml;
    ManifestReader reader =
        new ManifestReader(
            (origin, include) -> new ManifestSource(include, include, host.read(include, 1 << 20)));
    ReadResult result =
        reader.read(
            new ManifestSource(
                "startguard.yaml", "startguard.yaml", text.getBytes(StandardCharsets.UTF_8)));
    if (result instanceof ReadResult.Valid valid) {
      return valid.document();
    }
    StringBuilder problems = new StringBuilder("the fixture's manifest is invalid:");
    for (Finding finding : ((ReadResult.Invalid) result).findings()) {
      problems.append('\n').append(line(finding));
      if (finding.location() instanceof ManifestLocation place) {
        problems.append(" at ").append(place.text());
      }
    }
    throw new AssertionError(problems.toString());
  }

  /** {@code error env-type PORT: not a port: "x"}. */
  private static String line(Finding finding) {
    return finding.severity().word()
        + " "
        + finding.id()
        + " "
        + finding.subject()
        + ": "
        + finding.detail();
  }

  /**
   * What the checks came to.
   *
   * @param validation the validation after all checks have run
   */
  public record Checked(Validation validation) {

    /** In the order of reporting. */
    public List<Finding> findings() {
      return validation.findings();
    }

    /** The findings as {@code severity id subject: detail}. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (Finding finding : findings()) {
        lines.add(line(finding));
      }
      return lines;
    }

    /** The only finding; fails when there is none, or another. */
    public Finding only() {
      if (findings().size() != 1) {
        throw new AssertionError("expected one finding, got " + lines());
      }
      return findings().get(0);
    }

    /** How many checks were made and found nothing. */
    public int passed() {
      return validation.checks() - findings().size();
    }

    /**
     * Everything that a finding can show, of all findings: what a search for a secret must not
     * find.
     */
    public String everything() {
      StringBuilder all = new StringBuilder();
      for (Finding finding : findings()) {
        all.append(finding).append('\n');
      }
      return all.toString();
    }

    /** {@code SUBJECT needs OTHER}, sorted. */
    public List<String> notEvaluated() {
      List<String> sorted = new ArrayList<>(validation.unevaluated());
      sorted.sort(null);
      return sorted;
    }

    /** {@code startguard.yaml:5:11} of the only finding. */
    public String place() {
      return only().location() instanceof ManifestLocation place ? place.text() : "nowhere";
    }
  }
}

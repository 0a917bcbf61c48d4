package dev.startguard.core.check;

import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.finding.Shown;
import dev.startguard.manifest.Entry;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One validation: what the checks may ask, and where they say what they found. */
public final class Validation {
  private final Manifest manifest;
  private final HostFacts host;
  private final Values values;
  private final SecretValues secrets;
  private final FlagStates flags;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();
  private final Set<String> unevaluated = new HashSet<>();
  private @Nullable Disclosure disclosure;
  private @Nullable Conditions conditions;
  private @Nullable ProfileSelection selection;
  private @Nullable String profileNeeds;
  private @Nullable Background background;
  private @Nullable ClockCorrection clock;
  private final long begin;
  private int checks;
  private int notEvaluated;

  public Validation(Manifest manifest, HostFacts host) {
    this(manifest, host, System.nanoTime());
  }

  /**
   * @param begin when the deadline began to run, as {@link System#nanoTime()} says it
   */
  public Validation(Manifest manifest, HostFacts host, long begin) {
    this.begin = begin;
    this.manifest = manifest;
    this.host = host;
    values = new Values(manifest, host);
    secrets = new SecretValues(manifest, host);
    flags = new FlagStates(manifest, host);
  }

  public Manifest manifest() {
    return manifest;
  }

  public HostFacts host() {
    return host;
  }

  public Values values() {
    return values;
  }

  public SecretValues secrets() {
    return secrets;
  }

  public FlagStates flags() {
    return flags;
  }

  /** Which entries are required here and now. */
  public Conditions conditions() {
    if (conditions == null) {
      conditions = new Conditions(this);
    }
    return conditions;
  }

  /** Where the waiting checks wait, below {@code policy.deadline}. */
  public Background background() {
    if (background == null) {
      background = new Background(begin + manifest.policy().deadlineNanos());
    }
    return background;
  }

  /** Ends what still waits. */
  void endBackground() {
    if (background != null) {
      background.end();
    }
  }

  /** Says who knows by how much the wall clock is off. */
  public void clock(ClockCorrection correction) {
    clock = correction;
  }

  /**
   * Now, in milliseconds since the epoch, for whatever judges a date: the wall clock, corrected by
   * what the clock check measures. Waits for that.
   */
  public long nowMillis() {
    return host.nowMillis() + (clock == null ? 0 : clock.millis());
  }

  /** Says how the profile was selected. */
  public void selected(ProfileSelection how) {
    selection = how;
  }

  /** How the profile was selected; null when the manifest has none, and none was asked for. */
  public @Nullable ProfileSelection selection() {
    return selection;
  }

  /**
   * Says that nobody knows which profile is in force, because {@code select} names none or several.
   * What a profile could override is not evaluated from now on.
   *
   * @param select the variable or setting that must be mended first
   */
  public void profileUnknown(String select) {
    profileNeeds = select;
  }

  /** What must be mended before the profile is known; null when it is. */
  public @Nullable String profileNeeds() {
    return profileNeeds;
  }

  /**
   * Whether the entry could be another under a profile, and nobody knows which profile is in force.
   */
  public boolean undecided(Entry entry) {
    return profileNeeds != null && entry.fields().has("profiles");
  }

  /** The same; and when it is so, counts one check of the entry as not evaluated. */
  public boolean skipped(Entry entry) {
    if (profileNeeds == null) {
      return false;
    }
    if (entry.name().equals(profileNeeds)) {
      return true; // reported as profile-unknown, whatever else is wrong with it
    }
    if (!entry.fields().has("profiles")) {
      return false;
    }
    notEvaluated(entry.name(), profileNeeds);
    return true;
  }

  /** Says that one check of one subject found nothing. */
  public void passed() {
    checks++;
  }

  /**
   * Starts a finding about an entry: the entry's severity, else the configured one, else {@code
   * usual}.
   */
  public FindingBuilder finding(String id, Severity usual, Entry entry) {
    Severity own = entry.severity();
    return entry.describe(Finding.of(id, own == null ? severity(id, usual) : own, entry.name()));
  }

  /** The severity of a check: that of {@code checks.set}, else {@code usual}. */
  public Severity severity(String id, Severity usual) {
    Fields set = manifest.section("checks").fields("set");
    String text = set == null ? null : set.text(id);
    return text == null ? usual : text.equals("error") ? Severity.ERROR : Severity.WARNING;
  }

  /** Reports. The finding's subject counts as broken from now on. */
  public void report(Finding finding) {
    checks++;
    broken.add(finding.subject());
    findings.add(finding);
  }

  /**
   * Says that a check could not be made because {@code needs} is broken or unknown itself. It is
   * counted, and folded into the finding about {@code needs}: no finding of its own.
   */
  public void notEvaluated(String subject, String needs) {
    notEvaluated++;
    unevaluated.add(subject + " needs " + needs);
  }

  /** Whether something was already reported about the subject. */
  public boolean broken(String subject) {
    return broken.contains(subject);
  }

  /** Whether that check has already reported something about the subject. */
  public boolean reported(String id, String subject) {
    if (broken.contains(subject)) {
      for (Finding finding : findings) {
        if (finding.id().equals(id) && finding.subject().equals(subject)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A value as it may be shown. */
  public Shown show(String name, String value) {
    return disclosure().show(name, value);
  }

  /** The same of a variable, which may also be known by its property's name. */
  public Shown show(Variable variable, String value) {
    String property = variable.propertyName();
    return show(
        property != null && Disclosure.secretName(property) ? property : variable.name(), value);
  }

  /** Decides what of a value may be shown; knows every declared secret. */
  public Disclosure disclosure() {
    if (disclosure == null) {
      disclosure = new Disclosure(secrets.found());
    }
    return disclosure;
  }

  /** What was found so far, in the order of reporting. */
  public List<Finding> findings() {
    return findings;
  }

  /** {@code SUBJECT needs OTHER} of everything that could not be evaluated. */
  public Set<String> unevaluated() {
    return unevaluated;
  }

  public int checks() {
    return checks;
  }

  public int notEvaluatedCount() {
    return notEvaluated;
  }
}

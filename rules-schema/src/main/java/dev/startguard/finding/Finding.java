package dev.startguard.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong: a manifest's mistake, a failed check, a run-time rule's case, or a crash
 * of our own.
 *
 * <p>No part of a finding may hold a secret: values enter only as {@link Shown}, which has passed
 * the {@link Disclosure}.
 *
 * @param id kebab-case; the page, the class and the configuration key have the same name
 * @param severity what it weighs
 * @param evidence how sure it is; null before {@code main}
 * @param subject the name as the operator sets it: a variable, a secret, a flag, a probe
 * @param gist what is wrong, in a few words that follow the subject: {@code not a port}
 * @param detail the index line's text; says more than the gist, may quote the value
 * @param message one whole sentence, without the value where the details show it
 * @param location where the manifest or the code says so
 * @param label what stands under the caret
 * @param related further places
 * @param notes {@code found}, {@code why} …
 * @param fixes what to do about it, most likely first
 * @param owner who answers for it
 * @param runbook a URL for the person on call
 * @param retryable whether waiting may cure it
 */
public record Finding(
    String id,
    Severity severity,
    @Nullable Evidence evidence,
    String subject,
    String gist,
    String detail,
    String message,
    @Nullable Location location,
    @Nullable String label,
    List<Related> related,
    List<Note> notes,
    List<String> fixes,
    @Nullable String owner,
    @Nullable String runbook,
    boolean retryable) {

  public Finding {
    related = List.copyOf(related);
    notes = List.copyOf(notes);
    fixes = List.copyOf(fixes);
  }

  /** Starts a finding made before {@code main}. */
  public static FindingBuilder of(String id, Severity severity, String subject) {
    return new FindingBuilder(id, severity, subject);
  }

  /** The same finding, weighing more or less. */
  public Finding withSeverity(Severity other) {
    return new Finding(
        id, other, evidence, subject, gist, detail, message, location, label, related, notes, fixes,
        owner, runbook, retryable);
  }
}

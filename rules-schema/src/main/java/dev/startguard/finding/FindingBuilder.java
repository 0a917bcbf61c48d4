package dev.startguard.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Finding} together. Only {@link #gist} is required; detail and message follow from
 * it when not given.
 */
public final class FindingBuilder {
  private final String id;
  private final Severity severity;
  private final String subject;
  private final List<Related> related = new ArrayList<>(0);
  private final List<Note> notes = new ArrayList<>(2);
  private final List<String> fixes = new ArrayList<>(2);
  private String gist = "";
  private @Nullable String detail;
  private @Nullable String message;
  private @Nullable Evidence evidence;
  private @Nullable Location location;
  private @Nullable String label;
  private @Nullable String owner;
  private @Nullable String runbook;
  private boolean retryable;

  FindingBuilder(String id, Severity severity, String subject) {
    this.id = id;
    this.severity = severity;
    this.subject = subject;
  }

  /** What is wrong, in a few words that follow the subject: {@code missing}, {@code not a port}. */
  public FindingBuilder gist(String text) {
    gist = text;
    return this;
  }

  /** The index line's text, when it says more than the gist. */
  public FindingBuilder detail(String text) {
    detail = text;
    return this;
  }

  /** The whole sentence, when it is not just {@code SUBJECT gist}. */
  public FindingBuilder message(String text) {
    message = text;
    return this;
  }

  public FindingBuilder evidence(Evidence value) {
    evidence = value;
    return this;
  }

  /** Where the manifest or the code says so, and what stands under the caret. */
  public FindingBuilder at(@Nullable Location place, @Nullable String caretLabel) {
    location = place;
    label = caretLabel;
    return this;
  }

  public FindingBuilder related(ManifestLocation place, String text) {
    related.add(new Related(place, text));
    return this;
  }

  /**
   * The value that was found, as it may be shown; the first note. Also quoted in the index line.
   */
  public FindingBuilder found(Shown value) {
    notes.add(0, new Note("found", value.text()));
    if (detail == null) {
      detail = gist + ": " + value.text();
    }
    return this;
  }

  public FindingBuilder note(String name, String text) {
    notes.add(new Note(name, text));
    return this;
  }

  /** Whether there is a note of that name. */
  public boolean noted(String name) {
    for (Note note : notes) {
      if (note.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Why it matters: the entry's description, or a known cause. Null adds nothing. */
  public FindingBuilder why(@Nullable String text) {
    return text == null ? this : note("why", text);
  }

  /**
   * How it came about, as far as it is known: a {@code why} that goes before the entry's own. Null
   * adds nothing.
   */
  public FindingBuilder cause(@Nullable String text) {
    if (text != null) {
      notes.add(
          !notes.isEmpty() && notes.get(0).name().equals("found") ? 1 : 0, new Note("why", text));
    }
    return this;
  }

  public FindingBuilder fix(String text) {
    fixes.add(text);
    return this;
  }

  public FindingBuilder owner(@Nullable String name, @Nullable String url) {
    owner = name;
    runbook = url;
    return this;
  }

  public FindingBuilder retryable() {
    retryable = true;
    return this;
  }

  public Finding build() {
    return new Finding(
        id,
        severity,
        evidence,
        subject,
        gist,
        detail == null ? gist : detail,
        message == null ? subject + " " + gist : message,
        location,
        label,
        related,
        notes,
        fixes,
        owner,
        runbook,
        retryable);
  }
}

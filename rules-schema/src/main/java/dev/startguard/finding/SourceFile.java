package dev.startguard.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a manifest file, kept so that findings can show the line they point at.
 *
 * <p>A line is shown only when the file is known to be a manifest ({@link #showable()}): {@code
 * manifest=/run/secrets/x} must not print the secret. What was masked stays masked in every
 * excerpt.
 */
public final class SourceFile {
  /** What stands where a scalar was masked; its width says nothing about the scalar's. */
  public static final String MASK = "***";

  /** Knows what of a file must not be shown. Asked once, before the first line is. */
  public interface Masking {
    /**
     * Calls {@link SourceFile#mask} and {@link SourceFile#maskLine} for all that must be hidden.
     */
    void mask(SourceFile file);
  }

  private final String name;
  private final int order;
  private final String text;
  private final List<ManifestLocation> masks = new ArrayList<>(0);
  private final List<Integer> maskedLines = new ArrayList<>(0);
  private final List<int[]> hiddenLines = new ArrayList<>(0);
  private @Nullable Masking masking;
  private boolean showable;
  private @Nullable String owner;
  private @Nullable String runbook;

  /**
   * @param name as the user knows the file: relative to the working directory where that is shorter
   * @param order 0 for the root manifest, then the order in which includes were read
   * @param text the decoded text, its lines ended by line feeds
   */
  public SourceFile(String name, int order, String text) {
    this.name = name;
    this.order = order;
    this.text = text;
  }

  public String name() {
    return name;
  }

  public int order() {
    return order;
  }

  /** Says that the file is a manifest, so that its lines may be shown. */
  public void showable(boolean value) {
    showable = value;
  }

  public boolean showable() {
    return showable;
  }

  /** Says who knows what must be hidden. */
  public void maskedBy(Masking value) {
    masking = value;
  }

  /** Says who answers for what the file declares, and where the person on call may read. */
  public void owner(@Nullable String name, @Nullable String url) {
    owner = name;
    runbook = url;
  }

  /** The file's own owner, else the root manifest's: an entry inherits it. */
  public @Nullable String owner() {
    return owner;
  }

  /** The file's own runbook, else the root manifest's: an entry inherits it. */
  public @Nullable String runbook() {
    return runbook;
  }

  /** Hides the stretch in every excerpt; one that is longer than its line hides the rest of it. */
  public void mask(ManifestLocation stretch) {
    masks.add(stretch);
  }

  /** Hides all of the lines from {@code first} to {@code last}. */
  public void maskLines(int first, int last) {
    hiddenLines.add(new int[] {first, last});
  }

  /** Hides all of a line but a key at its start. */
  public void maskLine(int line) {
    maskedLines.add(line);
  }

  /** The line as it may be shown, or null when nothing of it may. */
  public @Nullable Excerpt excerpt(ManifestLocation at) {
    String line = showable ? line(at.line()) : null;
    if (line == null) {
      return null;
    }
    Masking unasked = masking;
    if (unasked != null) {
      masking = null;
      unasked.mask(this);
    }
    for (int[] range : hiddenLines) {
      if (at.line() >= range[0] && at.line() <= range[1]) {
        return null;
      }
    }
    return maskedLines.contains(at.line())
        ? ExcerptMask.keyOnly(line, at)
        : ExcerptMask.masked(line, at, masks);
  }

  private @Nullable String line(int wanted) {
    int start = 0;
    for (int line = 1; line < wanted; line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return null;
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    String line = end < 0 ? text.substring(start) : text.substring(start, end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}

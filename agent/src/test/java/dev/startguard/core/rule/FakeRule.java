package dev.startguard.core.rule;

import dev.startguard.finding.Evidence;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule that finds the argument, and throws an argument that is an error. */
final class FakeRule implements Rule {
  static final Call CALL =
      new Call("java/lang/Long", "valueOf", "(J)Ljava/lang/Long;", Look.RESULT);

  private final String id;
  private final Evidence evidence;
  private final Severity severity;

  int forgot;

  FakeRule(String id, Evidence evidence, Severity severity) {
    this.id = id;
    this.evidence = evidence;
    this.severity = severity;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Evidence evidence() {
    return evidence;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public void forget() {
    forgot++;
  }

  @Override
  public List<Call> calls() {
    return List.of(CALL);
  }

  @Override
  public @Nullable Case look(Sighting sighting, Surroundings surroundings) {
    if (sighting.argument(0) instanceof Error error) {
      throw error;
    }
    Object found = sighting.argument(0);
    return found == null ? null : new Found(found);
  }

  record Found(Object what) implements Case {
    @Override
    public void describe(FindingBuilder finding) {
      finding.message("found " + what);
    }

    @Override
    public boolean stands() {
      return !what.toString().startsWith("withdrawn");
    }

    @Override
    public boolean alone() {
      return what.toString().endsWith("alone");
    }

    @Override
    public @Nullable Object cause() {
      return what.toString().startsWith("cause") ? what : null;
    }
  }
}

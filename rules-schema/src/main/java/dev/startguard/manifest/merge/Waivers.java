package dev.startguard.manifest.merge;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Waiver;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exceptions of all files, and which of them were needed. */
public final class Waivers {
  private final List<Waiver> waivers = new ArrayList<>(1);
  private final List<Boolean> applied = new ArrayList<>(1);

  /** Adds the exceptions of one file: its own, and those that stand in a profile's override. */
  public void add(MappingNode root) {
    if (root.get("checks") instanceof MappingNode checks) {
      add(checks, null);
      if (checks.get("profiles") instanceof MappingNode overrides) {
        for (MappingNode.Pair override : overrides.pairs()) {
          if (override.value() instanceof MappingNode fields) {
            add(fields, override.name());
          }
        }
      }
    }
  }

  private void add(MappingNode checks, @Nullable String profile) {
    if (checks.get("exceptions") instanceof SequenceNode exceptions) {
      for (Node item : exceptions.items()) {
        Fields fields = new Fields((MappingNode) item);
        waivers.add(
            new Waiver(
                fields.text("check", ""),
                fields.text("subject", ""),
                fields.text("reason"),
                fields.text("until"),
                profile,
                fields.place("subject"),
                false));
        applied.add(false);
      }
    }
  }

  /**
   * Whether an exception allows to weaken what {@code check} demands of {@code subject}; it counts
   * as applied then.
   *
   * @param profile the profile whose override weakens; null when it holds in all of them
   */
  boolean allow(String check, String subject, @Nullable String profile) {
    boolean allowed = false;
    for (int i = 0; i < waivers.size(); i++) {
      Waiver waiver = waivers.get(i);
      if (waiver.check().equals(check)
          && waiver.subject().equals(subject)
          && (waiver.profile() == null || waiver.profile().equals(profile))) {
        applied.set(i, true);
        allowed = true;
      }
    }
    return allowed;
  }

  /** All of them, in the order of the files. */
  public List<Waiver> list() {
    List<Waiver> list = new ArrayList<>(waivers.size());
    for (int i = 0; i < waivers.size(); i++) {
      Waiver waiver = waivers.get(i);
      list.add(
          new Waiver(
              waiver.check(),
              waiver.subject(),
              waiver.reason(),
              waiver.until(),
              waiver.profile(),
              waiver.place(),
              applied.get(i)));
    }
    return list;
  }
}

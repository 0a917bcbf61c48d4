package dev.startguard.core.check.env;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.Validation;
import dev.startguard.manifest.Group;
import java.util.List;

/** Names that must be set together, or instead of each other, are not. */
public final class GroupUnsatisfiedCheck implements Check {
  @Override
  public String id() {
    return "group-unsatisfied";
  }

  @Override
  public void run(Validation validation) {
    List<Group> groups = validation.manifest().groups();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      if (!validation.skipped(group)) {
        new GroupMembers(validation, group).judge(id());
      }
    }
  }
}

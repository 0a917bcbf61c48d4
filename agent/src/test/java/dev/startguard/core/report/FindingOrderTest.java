package dev.startguard.core.report;

import static dev.startguard.core.report.ReportFixture.error;
import static dev.startguard.core.report.ReportFixture.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FindingOrderTest {
  private final SourceFile root = new SourceFile("startguard.yaml", 0, "");
  private final SourceFile included = new SourceFile("base.yaml", 1, "");

  @Test
  void sortsTheSameHoweverTheFindingsCame() {
    List<Finding> sorted =
        List.of(
            error("usage", "mode").gist("").build(),
            error("x", "A").gist("").at(at(root, 3, 1), null).build(),
            error("x", "B").gist("").at(at(root, 3, 9), null).build(),
            error("x", "C").gist("").at(at(root, 10, 1), null).build(),
            error("x", "D").gist("").at(at(included, 1, 1), null).build(),
            error("a-first", "Z").gist("").build(),
            error("b-second", "A").gist("").build(),
            error("b-second", "B").gist("").build(),
            warning("a", "A").gist("").at(at(root, 1, 1), null).build(),
            warning("a", "B").gist("").build());
    List<Finding> shuffled = new ArrayList<>(sorted);
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      shuffled.sort(new FindingOrder());
      assertThat(shuffled).isEqualTo(sorted);
    }
  }

  private static ManifestLocation at(SourceFile file, int line, int column) {
    return new ManifestLocation(file, line, column, 1);
  }
}

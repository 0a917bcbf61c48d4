package dev.startguard.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each finding about a manifest has a page, and each page a finding. */
class ManifestPagesTest {
  private static final Path PAGES = Path.of("src/main/resources/dev/startguard/manifest");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageHasAllItsParts(Path page) throws IOException {
    String id = page.getFileName().toString().replace(".md", "");
    assertThat(Files.readString(page))
        .startsWith("# " + id + "\n")
        .containsSubsequence(
            "\n## Why\n",
            "\n## Reported\n",
            "\n## Not reported\n",
            "\n## Fix\n",
            "\n## Configure\n");
  }

  @Test
  void everyFindingHasAPage() throws IOException {
    TreeSet<String> reported = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Pattern.compile("\"(manifest-[a-z-]+[a-z])\"")
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> reported.add(found.group(1)));
      }
    }
    assertThat(pages())
        .extracting(page -> page.getFileName().toString().replace(".md", ""))
        .containsExactlyElementsOf(reported);
  }
}

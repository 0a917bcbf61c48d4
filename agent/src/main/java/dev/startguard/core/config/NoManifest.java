package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;

/** What is said when there is no manifest to read. Its page is {@code no-manifest}. */
public final class NoManifest {
  private NoManifest() {}

  public static Finding finding(ManifestLocator.Search search, HostFacts host) {
    if (search instanceof ManifestLocator.Search.Unreadable unreadable) {
      String path = Disclosure.plain(unreadable.path());
      FindingBuilder finding =
          finding(path)
              .gist(unreadable.problem())
              .message("The manifest " + path + " " + unreadable.problem());
      if (path.equals(
          unreadable.path())) { // java.io.File may have changed what gives a secret away
        finding.note("looked", host.file(path).getPath());
      }
      return finding
          .fix(
              unreadable.named()
                  ? "name a readable file with manifest=PATH"
                  : "make it a readable file, or remove it")
          .build();
    }
    FindingBuilder finding =
        finding("startguard.yaml")
            .gist("not found")
            .message("No manifest was found in any of the default places");
    for (String place : ((ManifestLocator.Search.Nowhere) search).places()) {
      finding.note("looked", place);
    }
    return finding
        .fix("commit a startguard.yaml and ship it in one of these places")
        .fix("name it with manifest=PATH")
        .fix("start without one: missing=start")
        .build();
  }

  private static FindingBuilder finding(String subject) {
    return Finding.of("no-manifest", Severity.ERROR, subject);
  }
}

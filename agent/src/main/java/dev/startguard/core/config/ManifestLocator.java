package dev.startguard.core.config;

import dev.startguard.core.check.HostFacts;
import dev.startguard.manifest.ManifestSource;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the manifest: where it was named; else in the working directory, its {@code config/},
 * beside the executable jar, and inside the application's own artefact. A library's never counts.
 */
public final class ManifestLocator {
  /** One byte more than the reader's limit, so that the reader can say that a file is too large. */
  static final int LIMIT = (1 << 20) + 1;

  private static final String FILE = "startguard.yaml";

  private final HostFacts host;
  private final List<String> places = new ArrayList<>(4);

  private ManifestLocator(HostFacts host) {
    this.host = host;
  }

  /** What the search came to. */
  public sealed interface Search {
    /** A manifest was found. */
    record Found(ManifestSource source) implements Search {}

    /** None was found in the default places, all of which are listed. */
    record Nowhere(List<String> places) implements Search {}

    /** One was named, or found, and cannot be read; {@code problem} follows the path. */
    record Unreadable(String path, String problem, boolean named) implements Search {}
  }

  public static Search search(Settings settings, HostFacts host) {
    Setting named = settings.setting("manifest");
    ManifestLocator locator = new ManifestLocator(host);
    return named == null || !named.valid() ? locator.anywhere() : locator.named(named.value());
  }

  private Search anywhere() {
    Search found = at(FILE);
    if (found == null) {
      found = at("config" + File.separator + FILE);
    }
    if (found != null) {
      return found;
    }
    Artefact artefact = new Artefact(host);
    String jar = artefact.jar();
    if (jar != null) {
      String parent = new File(jar).getParent();
      String beside = parent == null ? FILE : parent + File.separator + FILE;
      found = host.file(beside).equals(host.file(FILE)) ? null : at(beside);
    }
    return found == null ? inside(artefact.entries()[0]) : found;
  }

  private Search inside(String entry) {
    try {
      ManifestSource source = new ApplicationPath(host).own(entry, places);
      return source == null ? new Search.Nowhere(places) : new Search.Found(source);
    } catch (IOException e) {
      return new Search.Unreadable(entry, words(e), false);
    }
  }

  /**
   * Null when nothing stands there. A link that leads nowhere does: whoever put it expects it to be
   * read.
   */
  private @Nullable Search at(String place) {
    try {
      return new Search.Found(open(place));
    } catch (FileNotFoundException nothing) {
      String problem = words(nothing);
      String path = host.file(place).getPath();
      places.add(problem.equals("does not exist") ? path : path + " (" + problem + ")");
      return null;
    } catch (IOException e) {
      return new Search.Unreadable(place, words(e), false);
    }
  }

  private Search named(String path) {
    try {
      return new Search.Found(open(path));
    } catch (IOException e) {
      return new Search.Unreadable(path, words(e), true);
    }
  }

  private ManifestSource open(String path) throws IOException {
    return new ManifestSource(path, host.file(path).getPath(), host.read(path, LIMIT));
  }

  private static String words(IOException problem) {
    String message = problem.getMessage();
    return message == null ? "cannot be read" : message;
  }
}

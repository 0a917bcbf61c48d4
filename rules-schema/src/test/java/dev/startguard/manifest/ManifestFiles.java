package dev.startguard.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.finding.Finding;
import dev.startguard.finding.ManifestLocation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Manifests that include each other, held in memory; the first is the root. */
public final class ManifestFiles implements IncludeResolver {
  private final Map<String, String> files = new HashMap<>();
  private final String root;
  public final List<String> opened = new ArrayList<>();

  private ManifestFiles(String root) {
    this.root = root;
  }

  /**
   * A root manifest, {@code startguard.yaml}; the lines that every root has stand before {@code
   * yaml}.
   */
  public static ManifestFiles service(String... lines) {
    return new ManifestFiles("startguard.yaml")
        .with("startguard.yaml", "service: checkout", String.join("\n", lines));
  }

  /** Adds a file; {@code startguard: 1} stands before. */
  public ManifestFiles with(String path, String... lines) {
    files.put(path, "startguard: 1\n" + String.join("\n", lines) + "\n");
    return this;
  }

  @Override
  public ManifestSource open(String origin, String include) throws IOException {
    String path = include.startsWith("classpath:") ? include : beside(origin, include);
    opened.add(path);
    String text = files.get(path);
    if (text == null) {
      throw new FileNotFoundException("no such file");
    }
    return new ManifestSource(path, path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String beside(String origin, String include) {
    return Path.of(origin).resolveSibling(include).normalize().toString().replace('\\', '/');
  }

  public ReadResult read() {
    try {
      return new ManifestReader(this).read(open("startguard.yaml", root));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public ManifestDocument document() {
    ReadResult result = read();
    assertThat(result)
        .withFailMessage(() -> "invalid: " + told(result))
        .isInstanceOf(ReadResult.Valid.class);
    return ((ReadResult.Valid) result).document();
  }

  public Manifest manifest() {
    return document().withoutProfile();
  }

  public Manifest manifest(@Nullable String profile) {
    return document().withProfile(profile);
  }

  public List<Finding> findings() {
    ReadResult result = read();
    return result instanceof ReadResult.Invalid invalid ? invalid.findings() : List.of();
  }

  /** The only finding. */
  public Finding finding() {
    assertThat(findings()).withFailMessage(() -> "found: " + told(read())).hasSize(1);
    return findings().get(0);
  }

  /** {@code id SUBJECT gist} of each finding. */
  public List<String> told() {
    return told(read());
  }

  private static List<String> told(ReadResult result) {
    List<String> told = new ArrayList<>();
    if (result instanceof ReadResult.Invalid invalid) {
      for (Finding finding : invalid.findings()) {
        told.add(finding.id() + " " + finding.subject() + " " + finding.gist());
      }
    }
    return told;
  }

  /** {@code file:line:column} of a finding. */
  public static String at(Finding finding) {
    return finding.location() instanceof ManifestLocation place ? place.text() : "nowhere";
  }

  /** {@code file:line:column} of a finding's further places. */
  public static List<String> related(Finding finding) {
    return finding.related().stream().map(related -> related.location().text()).toList();
  }
}

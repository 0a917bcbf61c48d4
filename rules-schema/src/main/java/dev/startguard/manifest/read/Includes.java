package dev.startguard.manifest.read;

import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.IncludeResolver;
import dev.startguard.manifest.ManifestSource;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a manifest includes, and what that includes, each file once: a diamond is fine, a
 * circle is not. Loaded when a manifest includes something.
 */
public final class Includes {
  private static final int MOST_DEEP = 5;
  private static final int MOST_FILES = 256;

  private final IncludeResolver resolver;
  private final List<Finding> findings;
  private final List<MappingNode> trees = new ArrayList<>();
  private final List<SourceFile> files = new ArrayList<>();
  private final Map<String, Integer> depthBelow = new HashMap<>();
  private final List<Step> chain = new ArrayList<>();
  private boolean full;

  /** A file whose includes are being read, and the one that is being read now. */
  private static final class Step {
    final ManifestSource source;
    @Nullable ScalarNode include;

    Step(ManifestSource source) {
      this.source = source;
    }
  }

  public Includes(IncludeResolver resolver, List<Finding> findings) {
    this.resolver = resolver;
    this.findings = findings;
  }

  /**
   * Reads everything that the root manifest includes; what cannot be read is reported, and left
   * out.
   */
  public void read(ManifestSource source, SourceFile file, MappingNode root) {
    files.add(file);
    follow(source, root);
    for (SourceFile included : files) {
      included.owner(
          included.owner() == null ? file.owner() : included.owner(),
          included.runbook() == null ? file.runbook() : included.runbook());
    }
  }

  /** The trees, each after everything that it includes: the root manifest's is the last. */
  public List<MappingNode> trees() {
    return trees;
  }

  /** The root manifest, then the included files in the order of reading. */
  public List<SourceFile> files() {
    return files;
  }

  /** Follows a file's includes; how many levels there are below it. */
  private int follow(ManifestSource source, MappingNode tree) {
    Step step = new Step(source);
    chain.add(step);
    int levels = 0;
    if (tree.get("include") instanceof SequenceNode includes) {
      for (Node item : includes.items()) {
        ScalarNode include = (ScalarNode) item;
        step.include = include;
        levels = Math.max(levels, 1 + open(source, include));
      }
    }
    chain.remove(chain.size() - 1);
    depthBelow.put(source.origin(), levels);
    trees.add(tree);
    return levels;
  }

  private int open(ManifestSource from, ScalarNode include) {
    if (full) {
      return 0;
    }
    ManifestSource source;
    try {
      source = resolver.open(from.origin(), include.text());
    } catch (IOException e) {
      String problem = e.getMessage() == null ? "cannot be read" : e.getMessage();
      report(include, null, problem, "check the path: it is relative to " + from.name());
      return 0;
    }
    for (Step step : chain) {
      if (step.source.origin().equals(source.origin())) {
        report(include, source, "includes itself", "remove one of the includes of the circle");
        return 0;
      }
    }
    Integer known = depthBelow.get(source.origin());
    if (chain.size() + (known == null ? 0 : known) > MOST_DEEP) {
      report(
          include,
          source,
          "is more than " + MOST_DEEP + " includes deep",
          "include it from a file nearer to the root manifest");
      return 0;
    }
    if (known != null) {
      return known;
    }
    if (files.size() > MOST_FILES) {
      full = true;
      report(
          include,
          source,
          "is one of more than " + MOST_FILES + " included files",
          "include fewer files");
      return 0;
    }
    ManifestFile file = ManifestFile.read(source, files.size(), findings);
    files.add(file.source());
    MappingNode tree = file.root();
    if (tree == null) {
      depthBelow.put(source.origin(), 0);
      return 0;
    }
    ManifestFile.inherit(file.source(), tree);
    return follow(source, tree);
  }

  private void report(
      ScalarNode include, @Nullable ManifestSource source, String problem, String fix) {
    StringBuilder names = new StringBuilder();
    for (Step step : chain) {
      names.append(step.source.name()).append(" -> ");
    }
    names.append(source == null ? include.text() : source.name());
    FindingBuilder finding =
        Finding.of("manifest-include", Severity.ERROR, include.text())
            .gist(problem)
            .message(
                include.text()
                    + ", included by "
                    + include.place().source().name()
                    + ", "
                    + problem)
            .at(include.place(), problem)
            .note("chain", names.toString());
    for (Step step : chain.subList(0, chain.size() - 1)) {
      if (step.include != null) {
        finding.related(step.include.place(), "included here");
      }
    }
    SourceFile from = include.place().source();
    findings.add(finding.fix(fix).owner(from.owner(), from.runbook()).build());
  }
}

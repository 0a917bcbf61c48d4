package dev.startguard.manifest.read;

import dev.startguard.finding.Finding;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.ManifestSource;
import dev.startguard.manifest.shape.SecretsInClear;
import dev.startguard.manifest.shape.ShapePass;
import dev.startguard.manifest.shape.Vocabulary;
import dev.startguard.manifest.tree.Limits;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.yaml.EverydayTree;
import dev.startguard.manifest.yaml.YamlTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One manifest file, read and judged by itself. Its tree holds only what fits the {@link
 * Vocabulary}, short forms written out; what does not fit is reported and left out, so that what
 * follows from several files can be judged all the same.
 */
public final class ManifestFile implements SourceFile.Masking {
  static final int MOST_BYTES = 1 << 20;

  private final SourceFile source;
  private final String text;
  private @Nullable MappingNode root;

  private ManifestFile(String name, int order, String text) {
    this.text = text;
    source = new SourceFile(name, order, text);
    source.maskedBy(this);
  }

  /**
   * Reads a file.
   *
   * @param order 0 for the root manifest, then the order in which includes are read
   * @param findings gets what is wrong with it
   */
  public static ManifestFile read(ManifestSource source, int order, List<Finding> findings) {
    String text = decoded(source, order, findings);
    ManifestFile file = new ManifestFile(source.name(), order, text == null ? "" : text);
    if (text != null) {
      file.read(findings);
    }
    return file;
  }

  /**
   * The text of everyday files needs no second look: as many characters as bytes, none of them
   * malformed.
   */
  private static @Nullable String decoded(
      ManifestSource source, int order, List<Finding> findings) {
    byte[] bytes = source.bytes();
    if (bytes.length <= MOST_BYTES) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.length() == bytes.length && text.indexOf('\uFFFD') < 0) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
      }
    }
    String text = Decoding.text(source, order, findings);
    return text == null ? null : text.replace("\r\n", "\n");
  }

  private void read(List<Finding> findings) {
    MappingNode tree = EverydayTree.parse(source, text, Limits.MOST_NODES);
    if (tree == null) {
      source.showable(FirstKey.isManifest(text));
      tree = YamlTree.read(source, text, findings);
    }
    if (tree == null) {
      return;
    }
    MappingNode.Pair version = tree.pair("startguard");
    source.showable(version != null && tree.pairs().get(0) == version);
    if (version == null
        || !(version.value() instanceof ScalarNode number)
        || (!number.text().equals("1") && !VersionProblem.isOne(number))) {
      VersionProblem.report(tree, version, findings);
      return;
    }
    SecretsInClear.take(tree, findings);
    ShapePass.check(tree, source.order() == 0, findings);
    root = tree;
  }

  public SourceFile source() {
    return source;
  }

  /** The tree; null when the file could not be read so far, and then a finding says why. */
  public @Nullable MappingNode root() {
    return root;
  }

  /** What the entries of a file inherit from its root. */
  public static void inherit(SourceFile file, MappingNode root) {
    Fields fields = new Fields(root);
    file.owner(fields.text("owner"), fields.text("runbook"));
  }

  /** The service's name, wherever it could be read; empty otherwise. */
  public String service() {
    MappingNode tree = root;
    if (tree == null) {
      return source.showable() ? FirstKey.service(text) : "";
    }
    return tree.get("service") instanceof ScalarNode name ? name.text() : "";
  }

  @Override
  public void mask(SourceFile file) {
    SourceMasks.mask(file, text);
  }
}

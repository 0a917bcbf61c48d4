package dev.startguard.manifest.read;

import dev.startguard.finding.Disclosure;
import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.shape.Scalars;
import dev.startguard.manifest.shape.SecretProblem;
import dev.startguard.manifest.shape.Vocabulary;
import dev.startguard.manifest.tree.Limits;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import dev.startguard.manifest.type.ValueTypes;
import dev.startguard.manifest.yaml.EverydayTree;
import dev.startguard.manifest.yaml.YamlTree;

/**
 * Finds what of a file no excerpt may show: every scalar under {@code secrets}, and all that looks
 * like a secret. Reads the text once more, because the tree that was checked is no longer whole;
 * runs only when a line is to be shown.
 */
final class SourceMasks {
  private static final int REST = 1 << 20;
  private static final String[] VALUES = {"env", "properties", "flags"};

  private final SourceFile file;
  private int openLine;

  private SourceMasks(SourceFile file) {
    this.file = file;
  }

  static void mask(SourceFile file, String text) {
    MappingNode root = EverydayTree.parse(file, text, Limits.MOST_NODES);
    root = root == null ? YamlTree.whole(file, text) : root;
    if (root == null) {
      return; // the lines with the error were masked when it was found, and no others are shown
    }
    SourceMasks masks = new SourceMasks(file);
    for (MappingNode.Pair section : root.pairs()) {
      masks.key(section.key());
      if (section.name().equals("secrets") || isMisnamedSecrets(section.name())) {
        masks.secrets(section.value());
      } else if (section.value() instanceof MappingNode entries
          && Scalars.among(VALUES, section.name())) {
        masks.entries(entries);
      } else {
        masks.below(section.value(), false);
      }
    }
    masks.close(REST);
  }

  /**
   * Variables, properties or flags: what one falls back to is hidden when its name reads like a
   * secret's.
   */
  private void entries(MappingNode entries) {
    for (MappingNode.Pair entry : entries.pairs()) {
      key(entry.key());
      boolean suspicious = Disclosure.secretName(entry.name());
      if (suspicious && entry.value() instanceof MappingNode fields) {
        for (MappingNode.Pair field : fields.pairs()) {
          key(field.key());
          below(field.value(), SecretProblem.mayHoldValue(field.key(), field.value()));
        }
      } else {
        boolean type =
            entry.value() instanceof ScalarNode word && ValueTypes.names().contains(word.text());
        below(entry.value(), suspicious && !type);
      }
    }
  }

  private void secrets(Node node) {
    if (!(node instanceof MappingNode entries)) {
      below(node, true);
      return;
    }
    for (MappingNode.Pair entry : entries.pairs()) {
      key(entry.key());
      below(entry.value(), true);
    }
  }

  private static boolean isMisnamedSecrets(String section) {
    return Disclosure.secretName(section) && !Vocabulary.sections().contains(section);
  }

  private void below(Node node, boolean secret) {
    if (node instanceof MappingNode mapping) {
      for (MappingNode.Pair pair : mapping.pairs()) {
        key(pair.key());
        // a key that is like no other may be the secret itself, as in { hunter2 }
        if (secret && !SecretProblem.isLikeField(pair.key())) {
          hide(pair.key());
        }
        below(pair.value(), secret || named(pair));
      }
    } else if (node instanceof SequenceNode list) {
      for (Node item : list.items()) {
        below(item, secret);
      }
    } else if (node instanceof ScalarNode scalar) {
      close(scalar.place().line());
      if (!scalar.isNull() && (secret || Disclosure.looksLikeSecret(scalar.text()))) {
        hide(scalar);
      }
    }
  }

  /** Whether a key that reads like a secret's has a value of its own. */
  private static boolean named(MappingNode.Pair pair) {
    return pair.value() instanceof ScalarNode && Disclosure.secretName(pair.name());
  }

  private void key(ScalarNode key) {
    close(key.place().line());
    if (Disclosure.looksLikeSecret(key.text())) {
      hide(key);
    }
  }

  /** Hides a scalar; of one that goes on for more lines all up to the next node. */
  private void hide(ScalarNode scalar) {
    ManifestLocation place = scalar.place();
    boolean severalLines = place.length() < scalar.text().length();
    if (severalLines) {
      openLine = place.line();
    }
    file.mask(
        severalLines ? new ManifestLocation(file, place.line(), place.column(), REST) : place);
  }

  private void close(int line) {
    if (openLine > 0) {
      file.maskLines(openLine + 1, line - 1);
      openLine = 0;
    }
  }
}

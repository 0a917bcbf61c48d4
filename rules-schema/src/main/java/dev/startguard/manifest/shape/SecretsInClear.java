package dev.startguard.manifest.shape;

import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.List;

/**
 * Finds what has a credential's shape anywhere in a file, reports it and takes it out of the tree,
 * so that no later finding can quote it.
 */
public final class SecretsInClear {
  private SecretsInClear() {}

  public static void take(MappingNode mapping, List<Finding> findings) {
    List<MappingNode.Pair> pairs = mapping.pairs();
    for (int i = 0; i < pairs.size(); ) {
      MappingNode.Pair pair = pairs.get(i);
      if (credential(pair.name())) {
        SecretProblem.report(pair.key(), "a key", findings);
        mapping.remove(i);
        continue;
      }
      Node value = pair.value();
      if (value instanceof ScalarNode scalar) {
        if (credential(scalar.text())) {
          SecretProblem.report(scalar, pair.name(), findings);
          pair.value(ScalarNode.unknown(scalar.place()));
        }
      } else {
        take(value, pair.name(), findings);
      }
      i++;
    }
  }

  private static void take(Node value, String name, List<Finding> findings) {
    if (value instanceof MappingNode mapping) {
      take(mapping, findings);
    } else if (value instanceof SequenceNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        Node item = list.items().get(i);
        if (!(item instanceof ScalarNode scalar)) {
          take(item, name, findings);
        } else if (credential(scalar.text())) {
          SecretProblem.report(scalar, name, findings);
          list.items().set(i, ScalarNode.unknown(scalar.place()));
        }
      }
    }
  }

  private static boolean credential(String text) {
    return text.length() > 7 && (Disclosure.tokenShape(text) || password(text));
  }

  /** A URL with a user and a password; a password that is filled in later is none. */
  private static boolean password(String text) {
    int scheme = text.indexOf("://");
    if (scheme < 0) {
      return false;
    }
    int end = scheme + 3;
    while (end < text.length() && "/?# \t\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    int at = text.lastIndexOf('@', end - 1);
    int colon = text.indexOf(':', scheme + 3);
    return at > colon + 1 && colon > scheme && "${<%".indexOf(text.charAt(colon + 1)) < 0;
  }
}

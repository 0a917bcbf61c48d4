package dev.startguard.core.check;

import dev.startguard.manifest.Entry;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.Flag;
import dev.startguard.manifest.Manifest;
import dev.startguard.manifest.Secret;
import dev.startguard.manifest.Variable;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.HashSet;
import java.util.Set;

/** Every environment variable that the manifest knows, in whatever place it names it. */
public final class DeclaredNames {
  private DeclaredNames() {}

  /**
   * Variables, secrets and the variables that name their files, flags, the profile's variable, what
   * replaces a deprecated name, and {@code { env: NAME }} where an expected version stands.
   */
  public static Set<String> of(Manifest manifest) {
    Set<String> names = new HashSet<>();
    for (Variable variable : manifest.variables()) {
      if (!variable.property()) {
        names.add(variable.name());
      }
      addReplacement(names, variable);
    }
    for (Secret secret : manifest.secrets()) {
      names.add(secret.name());
      names.add(secret.fileVariable());
      addReplacement(names, secret);
    }
    for (Flag flag : manifest.flags()) {
      names.add(flag.name());
    }
    String select = manifest.profiles().select();
    if (select != null) {
      names.add(select);
    }
    addReferences(names, manifest.section("versions").node());
    return names;
  }

  private static void addReplacement(Set<String> names, Entry entry) {
    Fields deprecated = entry.fields().fields("deprecated");
    String replacement = deprecated == null ? null : deprecated.text("replacedBy");
    if (replacement != null) {
      names.add(replacement);
    }
  }

  private static void addReferences(Set<String> names, Node node) {
    if (node instanceof MappingNode mapping) {
      for (MappingNode.Pair pair : mapping.pairs()) {
        if (pair.name().equals("env") && pair.value() instanceof ScalarNode scalar) {
          names.add(scalar.text());
        } else {
          addReferences(names, pair.value());
        }
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.items()) {
        addReferences(names, item);
      }
    }
  }
}

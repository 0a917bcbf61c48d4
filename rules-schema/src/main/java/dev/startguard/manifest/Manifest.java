package dev.startguard.manifest;

import dev.startguard.finding.ManifestLocation;
import dev.startguard.finding.Severity;
import dev.startguard.finding.SourceFile;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The effective manifest: includes merged, one profile applied, every part checked by the reader.
 */
public final class Manifest {
  private static final MappingNode NOTHING =
      new MappingNode(new ManifestLocation(new SourceFile("", 0, ""), 1, 1, 1));

  private final Fields root;
  private final @Nullable String profile;
  private final List<SourceFile> files;
  private final List<Waiver> exceptions;
  private final List<Variable> variables;
  private final List<Secret> secrets;
  private final List<Flag> flags;
  private final List<Group> groups;

  /**
   * @param root the merged and checked tree
   * @param profile the profile that was applied, if any
   * @param files the root manifest, then its includes in the order of reading
   * @param exceptions what of {@code checks.exceptions} holds in the profile
   */
  Manifest(
      MappingNode root, @Nullable String profile, List<SourceFile> files, List<Waiver> exceptions) {
    this.root = new Fields(root);
    this.profile = profile;
    this.files = List.copyOf(files);
    this.exceptions = List.copyOf(exceptions);
    groups = groupsOf();
    Set<String> grouped = new HashSet<>();
    for (Group group : groups) {
      grouped.addAll(group.members());
    }
    variables = new ArrayList<>();
    addVariables("env", false, grouped);
    addVariables("properties", true, grouped);
    secrets = secretsOf(grouped);
    flags = flagsOf();
  }

  /** The manifest that says nothing: for a service that starts without one. */
  public static Manifest none() {
    return new Manifest(NOTHING, null, List.of(), List.of());
  }

  public @Nullable String service() {
    return root.text("service");
  }

  /** Who answers for the service. */
  public @Nullable String owner() {
    return root.text("owner");
  }

  /** Where the person on call may read. */
  public @Nullable String runbook() {
    return root.text("runbook");
  }

  public @Nullable String profile() {
    return profile;
  }

  public List<SourceFile> files() {
    return files;
  }

  /** Main classes or jars that the manifest is for; empty when it is for every JVM. */
  public List<String> processMain() {
    return section("process").texts("main");
  }

  public Policy policy() {
    return new Policy(section("policy"));
  }

  /**
   * The exceptions of all files, in their order: those to be listed at a start are {@link
   * Waiver#applied()}.
   */
  public List<Waiver> exceptions() {
    return exceptions;
  }

  /** The severity that {@code checks.set} gives a check; null when it gives none. */
  public @Nullable Severity severity(String check) {
    Fields set = section("checks").fields("set");
    String text = set == null ? null : set.text(check);
    return text == null ? null : text.equals("error") ? Severity.ERROR : Severity.WARNING;
  }

  public Profiles profiles() {
    return new Profiles(section("profiles"));
  }

  /** Variables of {@code env}, then of {@code properties}, in the order of the file. */
  public List<Variable> variables() {
    return variables;
  }

  public List<Secret> secrets() {
    return secrets;
  }

  public List<Flag> flags() {
    return flags;
  }

  public List<Group> groups() {
    return groups;
  }

  /** A section as it stands; empty when the manifest has none of that name. */
  public Fields section(String name) {
    Fields section = root.fields(name);
    return section == null ? new Fields(NOTHING) : section;
  }

  public boolean has(String section) {
    return root.has(section);
  }

  public Fields root() {
    return root;
  }

  public static MappingNode nothing() {
    return NOTHING;
  }

  private void addVariables(String section, boolean property, Set<String> grouped) {
    for (MappingNode.Pair pair : section(section).node().pairs()) {
      variables.add(
          new Variable(
              pair.name(),
              pair.key().place(),
              fieldsOf(pair),
              property,
              grouped.contains(pair.name())));
    }
  }

  private List<Secret> secretsOf(Set<String> grouped) {
    List<Secret> found = new ArrayList<>();
    List<String> allowed = policy().secretSources();
    for (MappingNode.Pair pair : section("secrets").node().pairs()) {
      Fields fields = fieldsOf(pair);
      List<String> sources = fields.has("from") ? fields.texts("from") : allowed;
      found.add(
          new Secret(
              pair.name(), pair.key().place(), fields, sources, grouped.contains(pair.name())));
    }
    return found;
  }

  private List<Flag> flagsOf() {
    List<Flag> found = new ArrayList<>();
    for (MappingNode.Pair pair : section("flags").node().pairs()) {
      found.add(new Flag(pair.name(), pair.key().place(), fieldsOf(pair)));
    }
    return found;
  }

  private List<Group> groupsOf() {
    List<Group> found = new ArrayList<>();
    if (root.node().get("groups") instanceof SequenceNode list) {
      for (Node item : list.items()) {
        Fields fields = new Fields((MappingNode) item);
        String kind = "";
        for (MappingNode.Pair pair : fields.node().pairs()) {
          if (pair.value() instanceof SequenceNode) {
            kind = pair.name();
          }
        }
        found.add(new Group(fields.text("name", kind), fields.keyPlace(kind), fields, kind));
      }
    }
    return found;
  }

  /**
   * An entry's mapping; the reader has turned short forms into mappings, a bare name into an empty
   * one.
   */
  private static Fields fieldsOf(MappingNode.Pair pair) {
    return new Fields(
        pair.value() instanceof MappingNode mapping
            ? mapping
            : new MappingNode(pair.key().place()));
  }
}

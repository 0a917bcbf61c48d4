package dev.startguard.manifest.shape;

import static dev.startguard.manifest.shape.Shape.choice;
import static dev.startguard.manifest.shape.Shape.duration;
import static dev.startguard.manifest.shape.Shape.entries;
import static dev.startguard.manifest.shape.Shape.list;
import static dev.startguard.manifest.shape.Shape.mapping;
import static dev.startguard.manifest.shape.Shape.scalar;

import dev.startguard.manifest.shape.Shape.Kind;
import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.Node;
import dev.startguard.manifest.tree.ScalarNode;
import dev.startguard.manifest.tree.SequenceNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every section and field of the manifest. A section's table is built when it is asked for: a
 * manifest pays for what it uses.
 */
public final class Vocabulary {
  private static final List<String> SECTIONS =
      List.of(
          "startguard",
          "service",
          "owner",
          "runbook",
          "include",
          "process",
          "policy",
          "checks",
          "profiles", //
          "env",
          "properties",
          "groups",
          "secrets",
          "flags", //
          "versions",
          "clock",
          "platform",
          "probes",
          "runtime");

  private static final List<String> CHECKING =
      List.of(
          "include",
          "env",
          "properties",
          "groups",
          "secrets",
          "flags", //
          "versions",
          "clock",
          "platform",
          "probes",
          "runtime");

  private Vocabulary() {}

  /** The keys of a manifest's root, in the order of the documentation. */
  public static List<String> sections() {
    return SECTIONS;
  }

  /**
   * The sections that give a service's manifest something to check; one of them must stand in it.
   */
  public static List<String> checking() {
    return CHECKING;
  }

  /** The shape under a key of the root; null when there is no such key. Built anew by each call. */
  public static @Nullable Shape section(String name) {
    return switch (name) {
      case "startguard" -> scalar(name, Kind.WHOLE).needed();
      case "service", "owner", "runbook" -> scalar(name, Kind.TEXT);
      case "include" -> list(name, scalar("", Kind.TEXT));
      case "process" -> mapping(name, list("main", scalar("", Kind.TEXT)).needed().equal());
      case "policy" -> policy();
      case "checks" -> CheckShapes.checks();
      case "profiles" -> profiles();
      case "env", "properties" -> EntryShapes.variables(name);
      case "groups" -> EntryShapes.groups();
      case "secrets" -> EntryShapes.secrets();
      case "flags" -> EntryShapes.flags();
      case "versions" -> HostShapes.versions();
      case "clock" -> HostShapes.clock();
      case "platform" -> HostShapes.platform();
      case "probes" -> HostShapes.probes();
      case "runtime" -> CheckShapes.runtime();
      default -> null;
    };
  }

  /** The fields that every entry takes, after its own. */
  static Shape entry(String name, Shape... own) {
    Shape[] fields = new Shape[own.length + 4];
    System.arraycopy(own, 0, fields, 0, own.length);
    fields[own.length] = scalar("description", Kind.TEXT);
    fields[own.length + 1] = scalar("owner", Kind.TEXT);
    fields[own.length + 2] = scalar("runbook", Kind.TEXT);
    fields[own.length + 3] = choice("severity", "warning", "error").up();
    return mapping(name, fields).profiled();
  }

  /** A map by a name of the manifest's own: a profile, a probe, a file. */
  static Shape named(String name, Shape item) {
    return entries(name, scalar("", Kind.TEXT), item);
  }

  private static Shape policy() {
    return mapping(
            "policy",
            choice("mode", "off", "warn", "enforce").up(),
            duration("deadline").positive().down(),
            choice("onInternalError", "start", "refuse").up(),
            mapping(
                "undeclared",
                list("prefixes", scalar("", Kind.NAME)).needed().up(),
                choice("severity", "warning", "error").up()),
            list("secretSources", choice("", "env", "file")).subset(),
            scalar("terminationLog", Kind.TEXT),
            list("lock", choice("", "mode", "checks", "rules")).maybeEmpty().up())
        .profiled();
  }

  private static Shape profiles() {
    return mapping(
        "profiles",
        scalar("select", Kind.NAME).needed().equal(),
        list("known", scalar("", Kind.TEXT)).needed().subset(),
        scalar("default", Kind.TEXT).equal(),
        choice("others", "allow", "refuse").up());
  }

  /**
   * Whether the tree may hold overrides. Cheap, and loads nothing: an entry that is itself called
   * {@code profiles} also counts.
   */
  public static boolean mayOverride(MappingNode root) {
    for (MappingNode.Pair section : root.pairs()) {
      if (!section.name().equals("profiles") && mayOverride(section.value(), 3)) {
        return true;
      }
    }
    return false;
  }

  public static boolean mayOverride(Node node, int levels) {
    if (node instanceof MappingNode mapping) {
      if (mapping.get("profiles") instanceof MappingNode) {
        return true;
      }
      for (MappingNode.Pair pair : mapping.pairs()) {
        if (levels > 1
            && !(pair.value() instanceof ScalarNode)
            && mayOverride(pair.value(), levels - 1)) {
          return true;
        }
      }
    } else if (node instanceof SequenceNode sequence && levels > 1) {
      for (Node item : sequence.items()) {
        if (mayOverride(item, levels - 1)) {
          return true;
        }
      }
    }
    return false;
  }
}

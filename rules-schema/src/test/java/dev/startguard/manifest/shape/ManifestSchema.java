package dev.startguard.manifest.shape;

import dev.startguard.manifest.shape.Shape.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes {@code startguard.schema.json} of the {@link Vocabulary}. Every field is a definition of
 * its own, with its description and the way that is tighter; the entries of a section are told
 * apart by {@code if} and {@code then} on their type, so that an editor names the real mistake.
 */
final class ManifestSchema {
  private final SchemaDescriptions descriptions = new SchemaDescriptions();
  private final Map<String, Object> definitions = new LinkedHashMap<>();

  /** The whole schema. */
  static Map<String, Object> make() {
    return new ManifestSchema().root();
  }

  private Map<String, Object> root() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "https://startguard.dev/schema/startguard-1.json");
    schema.put("title", "Startguard manifest");
    schema.put("description", descriptions.of("startguard.yaml"));
    schema.put("type", "object");
    Map<String, Object> sections = new LinkedHashMap<>();
    Map<String, Object> complete = new LinkedHashMap<>();
    Map<String, Object> partial = new LinkedHashMap<>();
    for (String name : Vocabulary.sections()) {
      Shape shape = Vocabulary.section(name);
      Map<String, Object> whole =
          name.equals("startguard") ? version() : field(shape, name, null, false);
      Map<String, Object> part = name.equals("startguard") ? whole : field(shape, name, null, true);
      if (whole.equals(part)) {
        sections.put(name, whole);
      } else {
        sections.put(name, Map.of("description", descriptions.of(name)));
        complete.put(name, whole);
        partial.put(name, part);
      }
    }
    schema.put("properties", sections);
    schema.put("required", List.of("startguard"));
    schema.put("additionalProperties", false);
    Map<String, Object> included =
        SchemaScalars.ordered(
            "$comment", "A file that includes others may leave a part of an entry to them.",
            "if", required("include"),
            "then", Map.of("properties", partial),
            "else", Map.of("properties", complete));
    Map<String, Object> checking =
        SchemaScalars.ordered(
            "$comment", "The manifest of a service checks something; a file to include need not.",
            "if", required("service"),
            "then", anyOf(Vocabulary.checking().toArray(new String[0])));
    schema.put("allOf", List.of(included, checking));
    definitions.put("condition", SchemaCondition.make(this));
    schema.put("$defs", definitions);
    descriptions.allUsed();
    return schema;
  }

  private Map<String, Object> version() {
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("description", descriptions.of("startguard"));
    version.put("enum", List.of(1, "1"));
    return version;
  }

  /**
   * A reference to the definition of a field, which is made when it is met first. Fields of one
   * description share it.
   *
   * @param partial whether the rest of the field may stand in an included file
   */
  Map<String, Object> field(Shape shape, String path, String variant, boolean partial) {
    String key = descriptions.key(path);
    String shared = key.startsWith("*.") ? "any" + key.substring(1) : path;
    String name = variant == null ? shared : shared + "." + variant;
    Map<String, Object> whole = define(name, () -> definition(shape, path, shared, false));
    if (partial) {
      Map<String, Object> part = definition(shape, path, shared, true);
      if (!part.equals(whole)) {
        name = name + ".partial";
        define(name, () -> part);
      }
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  private Map<String, Object> definition(Shape shape, String path, String shared, boolean partial) {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("description", descriptions.of(path));
    if (shape.tighter() != null) {
      definition.put("x-tighter", shape.tighter());
    }
    definition.putAll(value(shape, shared, partial));
    return definition;
  }

  /** Defines what is not defined yet; two definitions of one name must be the same. */
  Map<String, Object> define(String name, Supplier<Map<String, Object>> making) {
    boolean known = definitions.containsKey(name);
    if (!known) {
      definitions.put(name, Map.of());
    }
    Map<String, Object> made = making.get();
    if (!known) {
      definitions.put(name, made);
    } else if (!definitions.get(name).equals(made)) {
      throw new IllegalStateException("two different things are called " + name);
    }
    return made;
  }

  private Map<String, Object> value(Shape shape, String path, boolean partial) {
    Map<String, Object> whole = whole(shape, path, partial);
    if (shape.scalar() == null && !shape.bare()) {
      return whole;
    }
    Map<String, Object> scalar = SchemaScalars.of(shape.scalar());
    if (shape.bare()) {
      List<Object> words = new ArrayList<>();
      words.add(null);
      words.addAll(Arrays.asList(shape.scalar().words()));
      scalar = Map.of("enum", words);
    }
    return SchemaScalars.ordered("if", Map.of("type", "object"), "then", whole, "else", scalar);
  }

  private Map<String, Object> whole(Shape shape, String path, boolean partial) {
    return switch (shape.kind()) {
      case MAPPING ->
          shape.usualType() == null
              ? mapping(shape, path, false, partial)
              : new SchemaTypes(this, shape, path, partial).make();
      case ENTRIES -> entries(shape, path, partial);
      case LIST -> list(shape, path);
      case CONDITION -> Map.of("$ref", "#/$defs/condition");
      default -> SchemaScalars.of(shape);
    };
  }

  private Map<String, Object> list(Shape shape, String path) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    if (!shape.mayBeEmpty()) {
      list.put("minItems", 1);
    }
    list.put("items", value(shape.item(), path, false));
    return list;
  }

  private Map<String, Object> entries(Shape shape, String path, boolean partial) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("type", "object");
    entries.put("minProperties", 1);
    Map<String, Object> item = new LinkedHashMap<>(value(shape.item(), path, partial));
    if (shape.item().tighter() != null) {
      item.put("x-tighter", shape.item().tighter());
    }
    if (shape.key().kind() == Kind.CHOICE) {
      Map<String, Object> known = new LinkedHashMap<>();
      for (String word : shape.key().words()) {
        known.put(word, item);
      }
      entries.put("properties", known);
      entries.put("additionalProperties", false);
    } else {
      entries.put("propertyNames", Map.of("pattern", SchemaScalars.of(shape.key()).get("pattern")));
      entries.put("additionalProperties", item);
    }
    return entries;
  }

  /**
   * A mapping whose fields do not depend on a type.
   *
   * @param override whether it is what a profile replaces
   */
  Map<String, Object> mapping(Shape shape, String path, boolean override, boolean partial) {
    boolean complete = !override && !partial;
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put("type", "object");
    mapping.put("minProperties", 1);
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    Map<String, Object> dependent = new LinkedHashMap<>();
    for (Shape field : shape.fields()) {
      properties.put(field.name(), field(field, path + "." + field.name(), null, partial));
      if (field.required() && complete) {
        required.add(field.name());
      }
      if (field.onlyWith().length > 0 && complete) {
        dependent.put(field.name(), anyOf(field.onlyWith()));
      }
    }
    if (shape.isProfiled() && !override) {
      properties.put("profiles", overrides(mapping(shape, path, true, partial)));
    }
    mapping.put("properties", properties);
    mapping.put("additionalProperties", false);
    if (!required.isEmpty()) {
      mapping.put("required", required);
    }
    List<Object> all = new ArrayList<>();
    for (String[] names : shape.exactlyOne()) {
      if (complete) {
        all.add(anyOf(names));
      }
      for (String name : names) {
        dependent.merge(name, none(names, name), (a, b) -> Map.of("allOf", List.of(a, b)));
      }
    }
    if (!dependent.isEmpty()) {
      mapping.put("dependentSchemas", dependent);
    }
    if (!all.isEmpty()) {
      mapping.put("allOf", all);
    }
    return mapping;
  }

  /** What profiles replace, each with an override of that schema. */
  Map<String, Object> overrides(Map<String, Object> override) {
    return SchemaScalars.ordered(
        "description",
        descriptions.of("*.profiles"),
        "type",
        "object",
        "minProperties",
        1,
        "propertyNames",
        Map.of("pattern", "[^ \\t\\r\\n]"),
        "additionalProperties",
        override);
  }

  static Map<String, Object> required(String name) {
    return Map.of("required", List.of(name));
  }

  static Map<String, Object> anyOf(String... names) {
    return names.length == 1
        ? required(names[0])
        : Map.of("anyOf", Arrays.stream(names).map(ManifestSchema::required).toList());
  }

  /** None of the names but one may stand. */
  static Map<String, Object> none(String[] names, String but) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String name : names) {
      if (!name.equals(but)) {
        properties.put(name, false);
      }
    }
    return Map.of("properties", properties);
  }
}

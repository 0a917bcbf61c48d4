package dev.startguard.manifest.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The schema of an entry whose fields depend on its type. The fields that go with any type stand
 * first; then, by {@code if} and {@code then}, what goes with each. Types that take the same fields
 * share a definition.
 */
final class SchemaTypes {
  private static final Set<String> DIFFERENT_BY_TYPE = Set.of("min", "max", "expect");

  private final ManifestSchema schema;
  private final Shape entry;
  private final String path;
  private final boolean partial;

  /**
   * @param partial whether the rest of the entry, its type too, may stand in an included file
   */
  SchemaTypes(ManifestSchema schema, Shape entry, String path, boolean partial) {
    this.schema = schema;
    this.entry = entry;
    this.path = path;
    this.partial = partial;
  }

  Map<String, Object> make() {
    Map<String, Object> common = new LinkedHashMap<>();
    for (Shape field : entry.fields()) {
      if (!field.needsType()) {
        common.put(field.name(), schema.field(field, path + "." + field.name(), null, partial));
      }
    }
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("type", "object");
    if (!entry.bare()) {
      made.put("minProperties", 1);
    }
    Map<String, Object> properties = new LinkedHashMap<>(common);
    if (entry.isProfiled()) {
      String name = path + ".override" + (partial ? ".partial" : "");
      schema.define(name, () -> override(common));
      properties.put("profiles", schema.overrides(reference(name)));
    }
    made.put("properties", properties);
    if (!partial && !required(null).isEmpty()) {
      made.put("required", required(null));
    }
    made.put("allOf", branches(false));
    return made;
  }

  private List<Object> branches(boolean override) {
    List<Object> branches = new ArrayList<>();
    groups()
        .forEach(
            (group, types) -> {
              boolean usual = types.contains(entry.usualType()) && !override && !partial;
              Map<String, Object> then = new LinkedHashMap<>();
              then.put("$ref", "#/$defs/" + group);
              if (!override && !partial) {
                if (!required(types.get(0)).isEmpty()) {
                  then.put("required", required(types.get(0)));
                }
                if (entry.isProfiled()) {
                  then.put(
                      "properties",
                      Map.of("profiles", Map.of("additionalProperties", ofType(group))));
                }
              }
              branches.add(SchemaScalars.ordered("if", isOneOf(types, usual), "then", then));
            });
    if (partial) {
      String open = path + ".open";
      schema.define(open, this::open);
      branches.add(SchemaScalars.ordered("if", withoutType(), "then", reference(open)));
    } else if (!override && entry.first("codeDefault") != null) {
      branches.add(plainBoolean());
      branches.add(filledString());
    }
    return branches;
  }

  /** In an override the entry's own type decides, unless the override names another. */
  private static Map<String, Object> ofType(String group) {
    return SchemaScalars.ordered("if", withoutType(), "then", reference(group));
  }

  private Map<String, Object> override(Map<String, Object> common) {
    Map<String, Object> override = new LinkedHashMap<>();
    override.put("type", "object");
    override.put("minProperties", 1);
    Map<String, Object> properties = new LinkedHashMap<>(common);
    properties.put("profiles", false);
    override.put("properties", properties);
    override.put("allOf", branches(true));
    return override;
  }

  /** The fallback of a boolean; what {@code accept} adds is judged by the reader alone. */
  private static Map<String, Object> plainBoolean() {
    Map<String, Object> type = new LinkedHashMap<>(isOneOf(List.of("boolean"), false));
    type.put("not", ManifestSchema.required("accept"));
    Map<String, Object> words = Map.of("enum", List.of(true, false, "true", "false"));
    return SchemaScalars.ordered(
        "if", type, "then", Map.of("properties", Map.of("codeDefault", words)));
  }

  /** The fallback of a string is empty only where the string may be. */
  private static Map<String, Object> filledString() {
    Map<String, Object> type = new LinkedHashMap<>(isOneOf(List.of("string"), true));
    type.put(
        "not",
        SchemaScalars.ordered(
            "properties",
            Map.of("allowEmpty", Map.of("enum", List.of(true, "true", "True", "TRUE"))),
            "required",
            List.of("allowEmpty")));
    return SchemaScalars.ordered(
        "if", type, "then", Map.of("properties", Map.of("codeDefault", Map.of("minLength", 1))));
  }

  private static Map<String, Object> withoutType() {
    return Map.of("not", ManifestSchema.required("type"));
  }

  private static Map<String, Object> reference(String name) {
    return Map.of("$ref", "#/$defs/" + name);
  }

  private static Map<String, Object> isOneOf(List<String> types, boolean orNone) {
    Map<String, Object> type = Map.of("properties", Map.of("type", Map.of("enum", types)));
    return orNone
        ? type
        : SchemaScalars.ordered("properties", type.get("properties"), "required", List.of("type"));
  }

  private List<String> required(String type) {
    List<String> names = new ArrayList<>();
    for (Shape field : entry.fields()) {
      if (field.required()
          && (type == null ? !field.needsType() : field.needsType() && field.fits(type))) {
        names.add(field.name());
      }
    }
    return names;
  }

  /**
   * Definitions of what goes with a type, each under the name of its first type, and the types that
   * share it.
   */
  private Map<String, List<String>> groups() {
    Map<Object, String> names = new LinkedHashMap<>();
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String type : entry.first("type").words()) {
      List<Object> same = new ArrayList<>();
      for (Shape field : entry.fields()) {
        same.add(field.fits(type) ? field : null);
      }
      same.add(fallback(type));
      String name = names.computeIfAbsent(same, s -> path + "-" + type);
      groups.computeIfAbsent(name, n -> new ArrayList<>()).add(type);
    }
    groups.forEach((name, types) -> schema.define(name, () -> group(types.get(0))));
    return groups;
  }

  private Map<String, Object> fallback(String type) {
    return entry.first("codeDefault") == null ? null : SchemaScalars.fallback(type);
  }

  private Map<String, Object> group(String type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> allowed = new ArrayList<>();
    for (Shape field : entry.fields()) {
      if (field.fits(type)) {
        allowed.add(field.name());
        if (field.needsType()) {
          properties.put(field.name(), typed(field, variant(field, type)));
        }
      }
    }
    if (entry.isProfiled()) {
      allowed.add("profiles");
    }
    Map<String, Object> group = new LinkedHashMap<>();
    if (fallback(type) != null) {
      properties.put("codeDefault", fallback(type));
    }
    if (!properties.isEmpty()) {
      group.put("properties", properties);
    }
    group.put("propertyNames", Map.of("enum", allowed));
    return group;
  }

  /** What may stand in an entry whose type stands in another file: whatever any type takes. */
  private Map<String, Object> open() {
    Map<String, Object> properties = new LinkedHashMap<>();
    Set<String> allowed = new java.util.LinkedHashSet<>();
    for (Shape field : entry.fields()) {
      allowed.add(field.name());
      if (field.needsType()) {
        properties.merge(
            field.name(),
            typed(field, variant(field, firstType(field))),
            (one, other) -> Map.of("anyOf", both(one, other)));
      }
    }
    if (entry.isProfiled()) {
      allowed.add("profiles");
    }
    return SchemaScalars.ordered(
        "properties", properties, "propertyNames", Map.of("enum", List.copyOf(allowed)));
  }

  private static List<Object> both(Object one, Object other) {
    List<Object> both = new ArrayList<>();
    if (one instanceof Map<?, ?> map && map.get("anyOf") instanceof List<?> several) {
      both.addAll(several);
    } else {
      both.add(one);
    }
    if (!both.contains(other)) {
      both.add(other);
    }
    return both;
  }

  private String firstType(Shape field) {
    for (String type : entry.first("type").words()) {
      if (field.fits(type)) {
        return type;
      }
    }
    throw new IllegalStateException(field.name());
  }

  private Map<String, Object> typed(Shape field, String variant) {
    return schema.field(field, path + "." + field.name(), variant, false);
  }

  private static String variant(Shape field, String type) {
    if (!DIFFERENT_BY_TYPE.contains(field.name())) {
      return null;
    }
    return field.name().equals("expect") && !type.equals("boolean") ? "text" : type;
  }
}

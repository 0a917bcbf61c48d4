package dev.startguard.manifest.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of conditions, which hold conditions themselves. */
final class SchemaCondition {
  private static final List<String> COMBINING = List.of("all", "any", "not");

  private SchemaCondition() {}

  static Map<String, Object> make(ManifestSchema schema) {
    Map<String, Object> self = Map.of("$ref", "#/$defs/condition");
    Map<String, Object> several =
        SchemaScalars.ordered("type", "array", "minItems", 1, "items", self);
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String kind : ConditionShape.KINDS) {
      properties.put(
          kind,
          switch (kind) {
            case "all", "any" -> several;
            case "not" -> self;
            default -> schema.field(ConditionShape.field(kind), "condition." + kind, null, false);
          });
    }
    for (String test : ConditionShape.TESTS) {
      properties.put(
          test, schema.field(ConditionShape.field(test), "condition." + test, null, false));
    }
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("type", "object");
    condition.put("properties", properties);
    condition.put("additionalProperties", false);
    List<Object> all = new ArrayList<>();
    all.add(ManifestSchema.anyOf(ConditionShape.KINDS));
    for (String kind : List.of("env", "property", "flag")) {
      all.add(
          SchemaScalars.ordered(
              "if",
              ManifestSchema.required(kind),
              "then",
              ManifestSchema.anyOf(ConditionShape.TESTS)));
    }
    condition.put("allOf", all);
    Map<String, Object> dependent = new LinkedHashMap<>();
    for (String kind : ConditionShape.KINDS) {
      dependent.put(
          kind,
          COMBINING.contains(kind)
              ? Map.of("maxProperties", 1)
              : ManifestSchema.none(ConditionShape.KINDS, kind));
    }
    for (String test : ConditionShape.TESTS) {
      dependent.put(test, ManifestSchema.none(ConditionShape.TESTS, test));
    }
    condition.put("dependentSchemas", dependent);
    return condition;
  }
}

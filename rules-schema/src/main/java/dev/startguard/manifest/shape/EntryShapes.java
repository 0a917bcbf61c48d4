package dev.startguard.manifest.shape;

import static dev.startguard.manifest.shape.Shape.choice;
import static dev.startguard.manifest.shape.Shape.duration;
import static dev.startguard.manifest.shape.Shape.entries;
import static dev.startguard.manifest.shape.Shape.list;
import static dev.startguard.manifest.shape.Shape.mapping;
import static dev.startguard.manifest.shape.Shape.number;
import static dev.startguard.manifest.shape.Shape.scalar;
import static dev.startguard.manifest.shape.Shape.type;
import static dev.startguard.manifest.shape.Shape.whole;

import dev.startguard.manifest.shape.Shape.Kind;
import dev.startguard.manifest.type.ValueTypes;
import java.util.ArrayList;
import java.util.List;

/** What may be said of variables, properties, secrets, flags and their groups. */
final class EntryShapes {
  private EntryShapes() {}

  /** {@code env} and {@code properties}. A property is its own name, so it names no other. */
  static Shape variables(String section) {
    List<Shape> fields = new ArrayList<>();
    fields.add(type("type", types(false)).equal());
    fields.add(scalar("required", Kind.BOOLEAN).up());
    fields.add(scalar("requiredWhen", Kind.CONDITION).equal());
    fields.add(scalar("codeDefault", Kind.RAW));
    if (section.equals("env")) {
      fields.add(scalar("property", Kind.NAME));
    }
    fields.add(deprecated());
    constraints(fields);
    fields.add(scalar("allowEmpty", Kind.BOOLEAN).down().onlyFor("string"));
    return entries(section, scalar("", Kind.NAME), entry(fields, "string"));
  }

  static Shape secrets() {
    List<Shape> fields = new ArrayList<>();
    fields.add(type("type", types(true)).equal());
    fields.add(scalar("required", Kind.BOOLEAN).up());
    fields.add(scalar("requiredWhen", Kind.CONDITION).equal());
    fields.add(deprecated());
    fields.add(list("from", choice("", "env", "file")).subset());
    fields.add(scalar("file", Kind.TEXT).equal());
    fields.add(choice("encoding", "base64", "base64url", "hex").equal().onlyFor("string"));
    fields.add(whole("minBytes", 0, Shape.MOST).up().onlyFor("string", "base64", "hex"));
    fields.add(whole("minLength", 0, Shape.MOST).up().onlyFor("base64", "hex"));
    fields.add(list("distinctFrom", scalar("", Kind.NAME)).up());
    fields.add(scalar("matches", Kind.NAME).equal().onlyFor("pem-key", "pem-cert"));
    fields.add(duration("validFor").up().onlyFor("pem-cert", "pkcs12", "jwt"));
    fields.add(scalar("passwordFrom", Kind.NAME).equal().onlyFor("pkcs12"));
    constraints(fields);
    return entries("secrets", scalar("", Kind.NAME), entry(fields, "string"));
  }

  static Shape flags() {
    List<Shape> fields = new ArrayList<>();
    fields.add(type("type", types(false)).equal());
    fields.add(expectation(Kind.BOOLEAN).onlyFor("boolean"));
    fields.add(expectation(Kind.RAW).notFor("boolean"));
    fields.add(scalar("removeBy", Kind.DATE).down());
    fields.add(list("conflicts", scalar("", Kind.NAME)).up());
    fields.add(list("implies", scalar("", Kind.NAME)).up());
    fields.add(scalar("file", Kind.TEXT).equal());
    fields.add(scalar("retired", Kind.DATE).down());
    constraints(fields);
    return entries("flags", scalar("", Kind.NAME), entry(fields, "boolean"));
  }

  static Shape groups() {
    return list(
        "groups",
        Vocabulary.entry(
                "",
                scalar("name", Kind.TEXT).needed(),
                list("exactlyOneOf", scalar("", Kind.NAME)).equal(),
                list("atLeastOneOf", scalar("", Kind.NAME)).subset(),
                list("allOrNone", scalar("", Kind.NAME)).equal(),
                list("mutuallyExclusive", scalar("", Kind.NAME)).up())
            .exactlyOne("exactlyOneOf", "atLeastOneOf", "allOrNone", "mutuallyExclusive"));
  }

  private static Shape entry(List<Shape> fields, String usualType) {
    return Vocabulary.entry("", fields.toArray(new Shape[0]))
        .typed(usualType)
        .shortFor("type")
        .orBare();
  }

  private static Shape deprecated() {
    return mapping(
        "deprecated",
        scalar("replacedBy", Kind.NAME),
        scalar("since", Kind.DATE),
        scalar("removeAfter", Kind.DATE));
  }

  private static Shape expectation(Kind kind) {
    return Vocabulary.named("expect", scalar("", kind)).orScalar(scalar("expect", kind)).equal();
  }

  /** The constraints of {@link ValueTypes#constraints}, each with its kind. */
  private static void constraints(List<Shape> fields) {
    int first = fields.size();
    fields.add(whole("minLength", 0, Shape.MOST).up().onlyFor("string"));
    fields.add(whole("maxLength", 0, Shape.MOST).down().onlyFor("string"));
    fields.add(scalar("pattern", Kind.TEXT).equal().onlyFor("string"));
    fields.add(scalar("prefix", Kind.RAW).positive().equal().onlyFor("string"));
    fields.add(scalar("charset", Kind.TEXT).equal().onlyFor("string"));
    fields.add(list("values", scalar("", Kind.RAW)).needed().subset().onlyFor("enum"));
    fields.add(scalar("ignoreCase", Kind.BOOLEAN).down().onlyFor("enum"));
    bounds(fields);
    fields.add(
        list("accept", choice("", "yes", "no", "on", "off", "1", "0")).subset().onlyFor("boolean"));
    fields.add(list("schemes", scalar("", Kind.TEXT)).subset().onlyFor("url"));
    fields.add(list("hosts", scalar("", Kind.TEXT)).subset().onlyFor("url"));
    fields.add(scalar("assignableTo", Kind.TEXT).equal().onlyFor("class"));
    fields.add(scalar("exists", Kind.BOOLEAN).up().onlyFor("path"));
    fields.add(scalar("readable", Kind.BOOLEAN).up().onlyFor("path"));
    fields.add(scalar("writable", Kind.BOOLEAN).up().onlyFor("path"));
    fields.add(scalar("maxMode", Kind.MODE).subset().onlyFor("path"));
    fields.add(element(fields.subList(first, fields.size())).onlyFor("list"));
    fields.add(scalar("separator", Kind.RAW).positive().equal().onlyFor("list"));
    fields.add(whole("minItems", 0, Shape.MOST).up().onlyFor("list"));
    fields.add(whole("maxItems", 0, Shape.MOST).down().onlyFor("list"));
    fields.add(scalar("unique", Kind.BOOLEAN).up().onlyFor("list"));
  }

  private static void bounds(List<Shape> fields) {
    fields.add(whole("min", -Shape.MOST, Shape.MOST).up().onlyFor("integer"));
    fields.add(whole("max", -Shape.MOST, Shape.MOST).down().onlyFor("integer"));
    fields.add(whole("min", 1, 65_535).up().onlyFor("port"));
    fields.add(whole("max", 1, 65_535).down().onlyFor("port"));
    fields.add(number("min", -Shape.MOST, Shape.MOST).up().onlyFor("decimal"));
    fields.add(number("max", -Shape.MOST, Shape.MOST).down().onlyFor("decimal"));
    fields.add(number("min", 0, 100).up().onlyFor("percent"));
    fields.add(number("max", 0, 100).down().onlyFor("percent"));
    fields.add(scalar("min", Kind.SIZE).up().onlyFor("bytes"));
    fields.add(scalar("max", Kind.SIZE).down().onlyFor("bytes"));
    fields.add(duration("min").up().onlyFor("duration"));
    fields.add(duration("max").down().onlyFor("duration"));
  }

  /**
   * {@code of}: a type's name, or the type with its constraints. The elements of a list are no
   * lists themselves.
   */
  private static Shape element(List<Shape> constraints) {
    List<String> types = types(false);
    types.remove("list");
    Shape[] fields = new Shape[constraints.size() + 1];
    fields[0] = type("type", types).needed().equal();
    for (int i = 0; i < constraints.size(); i++) {
      fields[i + 1] = constraints.get(i);
    }
    return mapping("of", fields).typed("string").orScalar(type("of", types)).equal();
  }

  private static List<String> types(boolean secret) {
    List<String> names = new ArrayList<>();
    for (String name : ValueTypes.names()) {
      if (secret || !ValueTypes.secretsOnly(name)) {
        names.add(name);
      }
    }
    return names;
  }
}

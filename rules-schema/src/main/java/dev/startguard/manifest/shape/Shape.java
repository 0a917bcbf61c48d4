package dev.startguard.manifest.shape;

import dev.startguard.manifest.tree.MappingNode;
import dev.startguard.manifest.tree.ScalarNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may stand at one place of a manifest. The {@link Vocabulary} is made of shapes: the reader's
 * checks, the rule that an include may not be weakened, and {@code startguard.schema.json} all
 * follow from them.
 *
 * <p>Built by the vocabulary alone, and not changed afterwards.
 */
public final class Shape {

  /** What a shape asks of the node. */
  public enum Kind {
    /** A mapping with known {@link #fields()}. */
    MAPPING,
    /** A mapping from names to {@link #item()}; the names fit {@link #key()}. */
    ENTRIES,
    /** A list of {@link #item()}. */
    LIST,
    /**
     * {@code { env: NAME, equals: X }} and its kin, nested by {@code all}, {@code any} and {@code
     * not}.
     */
    CONDITION,
    /** A scalar with at least one character that is not blank. */
    TEXT,
    /** Any scalar that YAML does not read as null; empty only where {@link #min()} is not 1. */
    RAW,
    /** A name that the environment can hold: not empty, no {@code =}, no control character. */
    NAME,
    /** One of {@link #words()}. */
    CHOICE,
    /** The name of a value type, one of {@link #words()}. */
    TYPE,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A whole number from {@link #min()} to {@link #max()}. */
    WHOLE,
    /** A number from {@link #min()} to {@link #max()}. */
    NUMBER,
    /** A time value with its unit, of at least {@link #min()} nanoseconds (0 or 1). */
    DURATION,
    /** A size with its unit. */
    SIZE,
    /** {@code YYYY-MM-DD}. */
    DATE,
    /** Three or four octal digits. */
    MODE,
    /** A range in Maven's syntax: {@code [17,26)}. */
    RANGE,
    /** A SHA-256: 64 hex digits, or {@code sha256-} and base64. */
    DIGEST,
    /** {@code host:port}; either may hold {@code ${NAME}}. */
    ADDRESS,
    /** A URL of http or https; may hold {@code ${NAME}}. */
    URL,
    /** {@code ntp://host}, {@code ntp://host:port}, {@code chrony} or {@code kernel}. */
    SOURCE
  }

  /** The largest magnitude of a whole number: what every JSON reader keeps exactly. */
  public static final long MOST = 999_999_999_999_999L;

  private static final Shape[] NONE = {};
  private static final String[] NO_WORDS = {};

  private final String name;
  private final Kind kind;
  private Shape[] fields = NONE;
  private String[] words = NO_WORDS;
  private String[][] exactlyOne = {};
  private String[] onlyFor = NO_WORDS;
  private String[] onlyWith = NO_WORDS;
  private @Nullable Shape key;
  private @Nullable Shape item;
  private @Nullable Shape scalar;
  private @Nullable String shortFor;
  private @Nullable String usualType;
  private @Nullable String tighter;
  private boolean otherTypes;
  private boolean bare;
  private boolean required;
  private boolean profiled;
  private boolean mayBeEmpty;
  private long min = -MOST;
  private long max = MOST;

  private Shape(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  // What the vocabulary is written with.

  static Shape scalar(String name, Kind kind) {
    return new Shape(name, kind);
  }

  static Shape mapping(String name, Shape... fields) {
    Shape shape = new Shape(name, Kind.MAPPING);
    shape.fields = fields;
    return shape;
  }

  static Shape entries(String name, Shape key, Shape item) {
    Shape shape = new Shape(name, Kind.ENTRIES);
    shape.key = key;
    shape.item = item;
    return shape;
  }

  static Shape list(String name, Shape item) {
    Shape shape = new Shape(name, Kind.LIST);
    shape.item = item;
    return shape;
  }

  static Shape choice(String name, String... words) {
    Shape shape = new Shape(name, Kind.CHOICE);
    shape.words = words;
    return shape;
  }

  static Shape type(String name, List<String> types) {
    Shape shape = new Shape(name, Kind.TYPE);
    shape.words = types.toArray(NO_WORDS);
    return shape;
  }

  static Shape whole(String name, long min, long max) {
    Shape shape = new Shape(name, Kind.WHOLE);
    shape.min = min;
    shape.max = max;
    return shape;
  }

  static Shape number(String name, long min, long max) {
    Shape shape = new Shape(name, Kind.NUMBER);
    shape.min = min;
    shape.max = max;
    return shape;
  }

  static Shape duration(String name) {
    Shape shape = new Shape(name, Kind.DURATION);
    shape.min = 0;
    return shape;
  }

  /** A duration must be longer than nothing, a raw text must not be empty. */
  Shape positive() {
    min = 1;
    return this;
  }

  Shape up() {
    tighter = "up";
    return this;
  }

  Shape down() {
    tighter = "down";
    return this;
  }

  Shape subset() {
    tighter = "subset";
    return this;
  }

  Shape equal() {
    tighter = "equal";
    return this;
  }

  Shape needed() {
    required = true;
    return this;
  }

  /** An entry whose fields depend on its {@code type}, which is {@code usual} when not given. */
  Shape typed(String usual) {
    usualType = usual;
    return this;
  }

  /** A field that stands beside these types only. */
  Shape onlyFor(String... types) {
    onlyFor = types;
    return this;
  }

  /** A field that stands beside every type but these. */
  Shape notFor(String... types) {
    onlyFor = types;
    otherTypes = true;
    return this;
  }

  /** A field that means something only where one of these fields stands too. */
  Shape onlyWith(String... names) {
    onlyWith = names;
    return this;
  }

  /** A scalar may stand for the whole: it is the value of the field {@code shortFor}. */
  Shape shortFor(String field) {
    shortFor = field;
    scalar = first(field);
    return this;
  }

  /** A scalar may stand instead. */
  Shape orScalar(Shape instead) {
    scalar = instead;
    return this;
  }

  /** A name without a value is an entry with nothing to add. */
  Shape orBare() {
    bare = true;
    return this;
  }

  Shape exactlyOne(String... names) {
    String[][] more = new String[exactlyOne.length + 1][];
    System.arraycopy(exactlyOne, 0, more, 0, exactlyOne.length);
    more[exactlyOne.length] = names;
    exactlyOne = more;
    return this;
  }

  Shape profiled() {
    profiled = true;
    return this;
  }

  Shape maybeEmpty() {
    mayBeEmpty = true;
    return this;
  }

  // What the reader, the merge and the schema ask.

  /** The field's name; empty for the items of a list or of entries. */
  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * The fields of a mapping in the order of the documentation; several may share a name, each for
   * types of its own.
   */
  public Shape[] fields() {
    return fields;
  }

  /**
   * The field of that name beside that type; null when there is none. {@code profiles} is not among
   * them.
   */
  public @Nullable Shape field(String wanted, @Nullable String type) {
    for (Shape field : fields) {
      if (field.name.equals(wanted) && field.fits(type)) {
        return field;
      }
    }
    return null;
  }

  /** The first field of that name, whatever the type. */
  public @Nullable Shape first(String wanted) {
    for (Shape field : fields) {
      if (field.name.equals(wanted)) {
        return field;
      }
    }
    return null;
  }

  /**
   * The type that decides which fields may stand in the entry; null when its fields do not depend
   * on one, or when nobody knows the type that it names.
   */
  public @Nullable String typeOf(MappingNode entry) {
    MappingNode.Pair given = entry.pair("type");
    Shape type = usualType == null || given == null ? null : first("type");
    if (type == null || given == null) {
      return usualType;
    }
    return given.value() instanceof ScalarNode name && Scalars.among(type.words, name.text())
        ? name.text()
        : null;
  }

  /** Whether the field stands beside some types only. */
  boolean needsType() {
    return onlyFor.length > 0;
  }

  /** The type of an entry that names none; null when its fields do not depend on a type. */
  public @Nullable String usualType() {
    return usualType;
  }

  /** Whether the field may stand beside that type; null stands for any. */
  public boolean fits(@Nullable String type) {
    if (onlyFor.length == 0 || type == null) {
      return true;
    }
    for (String one : onlyFor) {
      if (one.equals(type)) {
        return !otherTypes;
      }
    }
    return otherTypes;
  }

  /** What the names of entries must fit. */
  public @Nullable Shape key() {
    return key;
  }

  /** What every item of a list, or every value of entries, must fit. */
  public @Nullable Shape item() {
    return item;
  }

  Shape keyShape() {
    return Objects.requireNonNull(key);
  }

  Shape itemShape() {
    return Objects.requireNonNull(item);
  }

  /** What a scalar that stands for the whole must fit; null when none may. */
  public @Nullable Shape scalar() {
    return scalar;
  }

  /** The field whose value such a scalar is; null when it is kept as it stands. */
  public @Nullable String shortFor() {
    return shortFor;
  }

  /** Whether a name without a value may stand. */
  public boolean bare() {
    return bare;
  }

  /** The allowed words; where {@link #tighter()} is {@code up}, the loosest first. */
  public String[] words() {
    return words;
  }

  public long min() {
    return min;
  }

  public long max() {
    return max;
  }

  /** Whether the mapping asserts nothing without this field. Not asked of a profile's override. */
  public boolean required() {
    return required;
  }

  /** Sets of fields of which exactly one must stand. Of a profile's override: at most one. */
  public String[][] exactlyOne() {
    return exactlyOne;
  }

  /**
   * Fields of which one must stand beside this one; empty when it stands alone. Not asked of a
   * profile's override.
   */
  public String[] onlyWith() {
    return onlyWith;
  }

  /**
   * Whether {@code profiles: { NAME: { … } }} may stand in the mapping, with the same fields, to
   * replace some.
   */
  public boolean isProfiled() {
    return profiled;
  }

  /** Whether an empty list says something. */
  public boolean mayBeEmpty() {
    return mayBeEmpty;
  }

  /**
   * Which way is tighter, as {@code x-tighter} says it:
   *
   * <ul>
   *   <li>{@code up}: a higher number, {@code true}, a later word, more items
   *   <li>{@code down}: a lower number, {@code false}, an earlier date
   *   <li>{@code subset}: fewer items, a narrower range, fewer permission bits
   *   <li>{@code equal}: any other value is weaker
   * </ul>
   *
   * Null when no value of the field can weaken anything.
   */
  public @Nullable String tighter() {
    return tighter;
  }
}

package dev.startguard.manifest.type;

import dev.startguard.manifest.Fields;
import dev.startguard.manifest.tree.MappingNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items between separators, a comma unless {@code separator} says otherwise: each {@code of} a
 * type, {@code minItems} to {@code maxItems} of them, {@code unique} where asked. Items are taken
 * as they are, blanks and all; a separator at the end makes an empty item.
 */
final class ListType implements ValueType {
  private static final long BUDGET_NANOS = 1_000_000_000L;

  private final long budgetNanos;

  ListType() {
    this(BUDGET_NANOS);
  }

  /**
   * @param budgetNanos how long its items may take to be looked through
   */
  ListType(long budgetNanos) {
    this.budgetNanos = budgetNanos;
  }

  @Override
  public Judgement judge(String text, Fields entry) {
    String separator = entry.text("separator", ",");
    Fields element = element(entry);
    ValueType type = type(entry);
    long max = entry.whole("maxItems", Long.MAX_VALUE);
    Map<String, Integer> seen = entry.flag("unique", false) ? new HashMap<>() : null;
    StringBuilder canonical = new StringBuilder(text.length());
    long start = System.nanoTime();
    int items = 0;
    for (int at = 0; at <= text.length(); ) {
      int end = text.indexOf(separator, at);
      String item = text.substring(at, end < 0 ? text.length() : end);
      if (++items > max) {
        return Causes.breaks("maxItems", "more than " + items(max), text);
      }
      Judgement judgement = type.judge(item, element);
      if (!judgement.fits()) {
        return fault(items, item, judgement);
      }
      Integer first = seen == null ? null : seen.putIfAbsent(judgement.canonical(), items);
      if (first != null) {
        return Causes.breaks("unique", "item " + items + " is the same as item " + first, text);
      }
      if (System.nanoTime() - start > budgetNanos) {
        return Judgement.undecided("of", "could not be looked through within a second");
      }
      canonical.append(items == 1 ? "" : separator).append(judgement.canonical());
      at = end < 0 ? text.length() + 1 : end + separator.length();
    }
    long min = entry.whole("minItems", 0);
    return items < min
        ? Causes.breaks(
            "minItems",
            "fewer than " + items(min),
            text,
            wrongSeparator(text, separator, items),
            null)
        : Judgement.fits(canonical.toString());
  }

  private static Judgement fault(int number, String item, Judgement judgement) {
    String problem = "item " + number + ": " + (item.isEmpty() ? "empty" : judgement.problem());
    Judgement fault =
        judgement.kind() == Judgement.Kind.WRONG_TYPE
            ? Judgement.wrongType(problem)
            : judgement.undecided()
                ? Judgement.undecided("of", problem)
                : Judgement.breaks("of", problem);
    if (item.isEmpty()) {
      return fault.withHint("two separators in a row, or one at an end");
    }
    return judgement.hint() == null ? fault : fault.withHint(judgement.hint(), judgement.fix());
  }

  private static @Nullable String wrongSeparator(String text, String separator, int items) {
    boolean other =
        items == 1 && (text.indexOf(',') > 0 || text.indexOf(';') > 0 || text.indexOf(' ') > 0);
    return other ? "the separator is \"" + separator + "\", and it has none" : null;
  }

  private static String items(long count) {
    return count == 1 ? "1 item" : count + " items";
  }

  /** The constraints of the elements; none for a bare type's name. */
  private static Fields element(Fields entry) {
    Fields of = entry.fields("of");
    return of != null ? of : new Fields(new MappingNode(entry.node().place()));
  }

  private static ValueType type(Fields entry) {
    Fields of = entry.fields("of");
    ValueType type =
        ValueTypes.of(of != null ? of.text("type", "string") : entry.text("of", "string"));
    return type != null ? type : new StringType();
  }

  @Override
  public String expectation(Fields entry) {
    StringBuilder out = new StringBuilder("a list");
    if (entry.has("minItems")) {
      out.append(" of at least ").append(items(entry.whole("minItems", 0)));
    }
    if (entry.has("maxItems")) {
      out.append(entry.has("minItems") ? " and at most " : " of at most ");
      out.append(items(entry.whole("maxItems", 0)));
    }
    out.append(" with \"").append(entry.text("separator", ",")).append("\" between them");
    return out.append(", each ").append(type(entry).expectation(element(entry))).toString();
  }

  @Override
  public @Nullable Judgement contradiction(Fields entry) {
    long max = entry.whole("maxItems", Long.MAX_VALUE);
    if (entry.whole("minItems", 0) > max) {
      return Judgement.breaks("minItems", "over maxItems, which is " + max);
    }
    Judgement element = type(entry).contradiction(element(entry));
    return element == null
        ? null
        : Judgement.breaks("of", "has a " + element.field() + " that is " + element.problem());
  }
}

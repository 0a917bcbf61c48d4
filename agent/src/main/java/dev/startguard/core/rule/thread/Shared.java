package dev.startguard.core.rule.thread;

import dev.startguard.core.rule.Case;
import dev.startguard.finding.Disclosure;
import dev.startguard.finding.FindingBuilder;

/**
 * Two threads were in one format, or one calendar.
 *
 * @param type its class's simple name
 * @param parses of a DecimalFormat: whether one of the two parsed
 * @param place where the one was that is told of
 */
record Shared(String type, boolean parses, String place, String otherThread, String otherPlace)
    implements Case {
  @Override
  public void describe(FindingBuilder finding) {
    finding
        .gist("is used by two threads at the same moment")
        .message(
            "two threads used one "
                + type
                + " at the same moment: what either of them got may be the other's, or nothing of"
                + " the kind")
        .note("one", place)
        .note("other", otherPlace)
        .note("other thread", Disclosure.plain(otherThread))
        .why(why());
    if (type.endsWith("Calendar")) {
      finding.fix("a java.time.ZonedDateTime or LocalDate, which never changes");
    } else if (!decimal()) {
      finding.fix("a java.time.format.DateTimeFormatter, which all threads may share");
    }
    finding.fix((decimal() ? "a new " : "or a new ") + type + " for each use");
  }

  private String why() {
    if (!decimal()) {
      return "it keeps what it works on in its own fields, and has no lock";
    }
    return parses
        ? "it parses into digits that it keeps in a field, without a lock; it parses and formats"
            + " from the same"
        : "format(double) of a format like this one works in a buffer that it keeps in a field,"
            + " without a lock";
  }

  private boolean decimal() {
    return type.equals("DecimalFormat");
  }
}

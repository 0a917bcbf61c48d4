package dev.startguard.core.report.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * What a recording gets of a finding. Written from the reporter's thread, whose name and stack say
 * nothing: who ran into it stands in {@code threadName}.
 */
@Name("startguard.Finding")
@Label("Finding")
@Description("Something that Startguard found wrong in the running service")
@Category("Startguard")
@StackTrace(false)
@Period("endChunk") // when the JVM ends, the recorder does not wait for us, but asks once more
@SuppressWarnings("unused") // the recorder reads the fields
final class FindingEvent extends Event {
  @Label("Id")
  final String id;

  @Label("Severity")
  final String severity;

  @Label("Evidence")
  final @Nullable String evidence;

  @Label("Message")
  final String message;

  @Label("Class")
  final @Nullable String className;

  @Label("Method")
  final @Nullable String method;

  @Label("Line")
  @Description("0 when unknown")
  final int line;

  @Label("Thread")
  @Description("The name of the thread that ran into it")
  final @Nullable String threadName;

  @Label("Count")
  @Description("How often it was seen so far")
  final long count;

  FindingEvent(Recorded finding) {
    id = finding.id();
    severity = finding.severity();
    evidence = finding.evidence();
    message = finding.message();
    className = finding.className();
    method = finding.method();
    line = finding.line();
    threadName = finding.threadName();
    count = finding.count();
  }
}

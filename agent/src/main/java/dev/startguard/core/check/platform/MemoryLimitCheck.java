package dev.startguard.core.check.platform;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Fields;
import dev.startguard.manifest.number.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * The container has less memory than the service needs, or the heap may grow beyond what the
 * container leaves it.
 */
public final class MemoryLimitCheck implements Check {
  private static final String SUBJECT = "memory";
  private static final long MIB = 1 << 20;

  private static final String[] HEAP_OPTIONS = {
    "-Xmx", "-XX:MaxHeapSize=", "-XX:MaxRAMPercentage=", "-XX:MaxRAM="
  };

  private static final String[] VARIABLES = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"};

  @Override
  public String id() {
    return "memory-limit";
  }

  @Override
  public void run(Validation validation) {
    Fields memory = Platform.of(validation).fields(SUBJECT);
    if (memory == null || Platform.skipped(validation, SUBJECT)) {
      return;
    }
    ContainerMemory container = ContainerMemory.of(validation.host());
    if (container == null) {
      validation.notEvaluated(SUBJECT, "a platform that tells its memory");
      return;
    }
    checkContainer(validation, memory, container);
    checkHeap(validation, memory, container);
  }

  private void checkContainer(Validation validation, Fields memory, ContainerMemory container) {
    String least = memory.text("containerMin");
    if (least == null) {
      return;
    }
    if (container.bytes() >= Quantity.bytes(least)) {
      validation.passed();
      return;
    }
    String found = size(container.bytes());
    validation.report(
        start(validation, memory, "containerMin")
            .gist("is " + found + ", below " + least)
            .message("The container has " + found + " of memory, and the service needs " + least)
            .note("found", container.bytes() + " bytes, from " + container.origin())
            .fix("raise the container's memory limit to " + least)
            .build());
  }

  /** Without {@code heapMaxPercent}, the heap must still fit into the container. */
  private void checkHeap(Validation validation, Fields memory, ContainerMemory container) {
    HostFacts host = validation.host();
    long most = memory.whole("heapMaxPercent", 100);
    long heap = host.maxHeap();
    long whole = Math.max(1, container.bytes() / 1024);
    long hundredfold = heap / 1024 * 100;
    if (hundredfold <= whole * most) {
      validation.passed();
      return;
    }
    // rounded up, so that a heap of 80.1 % is not said to be one of 80 %
    long percent = (hundredfold + whole - 1) / whole;
    FindingBuilder finding =
        start(validation, memory, "heapMaxPercent")
            .gist(
                "heap of up to "
                    + size(heap)
                    + " is "
                    + percent
                    + " % of "
                    + size(container.bytes())
                    + ", more than "
                    + most
                    + " %")
            .message(
                "The heap may grow to "
                    + size(heap)
                    + ", "
                    + percent
                    + " % of the container's "
                    + size(container.bytes())
                    + "; "
                    + most
                    + " % is the most")
            .note(
                "found",
                heap + " bytes of heap; " + container.bytes() + " of " + container.origin())
            .why(
                "threads, code, metaspace and buffers need the rest; the kernel kills what takes"
                    + " more");
    List<String> options = heapOptions(host);
    for (String option : options) {
      finding.note("set by", option);
    }
    validation.report(
        finding
            .fix(
                options.isEmpty()
                    ? "start the JVM with -XX:MaxRAMPercentage=" + most
                    : "lower it to -XX:MaxRAMPercentage=" + most)
            .fix("raise the container's memory limit")
            .build());
  }

  private FindingBuilder start(Validation validation, Fields memory, String field) {
    return validation
        .finding(id(), Severity.ERROR, Platform.entry(validation, SUBJECT + "." + field, SUBJECT))
        .at(
            memory.has(field) ? memory.place(field) : Platform.of(validation).keyPlace(SUBJECT),
            "needed here");
  }

  /** The options that decided on the heap, as far as the platform tells, and where they stand. */
  private static List<String> heapOptions(HostFacts host) {
    List<String> found = new ArrayList<>();
    List<String> arguments = host.processArguments();
    for (int i = 1; i < arguments.size() && arguments.get(i).startsWith("-"); i++) {
      addOption(found, arguments.get(i), "the command line");
    }
    for (String variable : VARIABLES) {
      String value = host.env().get(variable);
      int start = 0;
      for (int i = 0; value != null && i <= value.length(); i++) {
        if (i == value.length() || value.charAt(i) <= ' ') {
          addOption(found, value.substring(start, i), variable);
          start = i + 1;
        }
      }
    }
    return found;
  }

  private static void addOption(List<String> found, String option, String origin) {
    for (String known : HEAP_OPTIONS) {
      if (option.startsWith(known) && option.length() < known.length() + 20) {
        found.add(
            option + ", from " + (origin.startsWith("the") ? origin : "the variable " + origin));
      }
    }
  }

  private static String size(long bytes) {
    return bytes / MIB + " MiB";
  }
}

package dev.startguard.bench.calls;

import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What makes formatters of patterns is compiled by itself, as in a service that calls it from more
 * than one place: else it depends on the order of compilation what of it the JIT inlines into the
 * benchmark, and that is more than a probe costs.
 */
@State(Scope.Thread)
public class CompiledApart {
  private static final int CALLS = 50_000;

  private Object made = "";

  @Setup
  public void compile() {
    List<UnaryOperator<Object>> makers =
        List.of(
            text -> DateTimeFormatter.ofPattern((String) text),
            text -> new SimpleDateFormat((String) text, Locale.ROOT));
    for (int i = 0; i < CALLS; i++) {
      for (UnaryOperator<Object> maker : makers) {
        made = maker.apply("yyyy-MM-dd HH:mm");
      }
    }
  }
}

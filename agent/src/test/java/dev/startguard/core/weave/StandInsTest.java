package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.bridge.Bridge;
import dev.startguard.core.weave.hook.Hooks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application sees of the methods that take the place of what references named. */
class StandInsTest {
  private static final String FRAMES = Frames.class.getName();

  @Test
  void areOneFrameMoreInTheStackOfACallee() throws Exception {
    isOneMore("ofACallee");
  }

  @Test
  void areOneFrameMoreInTheStackOfWhatIsThrown() throws Exception {
    isOneMore("ofWhatIsThrown");
  }

  @Test
  void areAFrameWhereTheReceiverIsNull() throws Exception {
    isOneMore("ofANullReceiver");
  }

  @Test
  void areNoFrameWhereAnArgumentIsOfAnotherType() throws Exception {
    assertThat(run("ofAWrongArgument", true)).isEqualTo(run("ofAWrongArgument", false));
  }

  private static void isOneMore(String way) throws Exception {
    List<String> before = run(way, false);
    List<String> after = run(way, true);
    List<String> more = after.stream().filter(line -> line.contains(StandIns.PREFIX)).toList();

    assertThat(more)
        .singleElement()
        .asString()
        .matches("\\tat .*Frames\\.startguard\\$\\d+\\(Frames.java:\\d+\\)");
    assertThat(after.stream().filter(line -> !more.contains(line)).toList()).isEqualTo(before);
  }

  private static List<String> run(String way, boolean woven) throws Exception {
    Recorder nobody = new Recorder();
    Calls calls =
        new Calls(
            List.of(
                new Call("java/util/concurrent/Callable", "call", null, Kind.VALUE, nobody),
                new Call("java/time/LocalDateTime", "atZone", null, Kind.VALUE, nobody),
                new Call("java/time/LocalDate", "parse", null, Kind.OUTCOME, nobody)));
    SiteWeaver weaver = new SiteWeaver(calls, new Tally());
    Bridge.define(Attached.instrumentation());
    new Linker(calls).serve(new Hooks(List.of()));
    ClassLoader loader =
        ClassBytes.loader(
            FRAMES,
            (name, file) -> {
              Woven after = woven ? weaver.weave(file, true) : null;
              return after == null ? file : after.file();
            });
    Method method = loader.loadClass(FRAMES).getDeclaredMethod(way);
    method.setAccessible(true);
    try {
      return List.of("nothing thrown: " + method.invoke(null));
    } catch (InvocationTargetException thrown) {
      StringWriter text = new StringWriter();
      thrown.getCause().printStackTrace(new PrintWriter(text));
      return text.toString()
          .lines()
          .takeWhile(line -> !line.contains("reflect"))
          .map(line -> line.replaceAll("@[0-9a-f]+", "@"))
          .toList();
    }
  }
}

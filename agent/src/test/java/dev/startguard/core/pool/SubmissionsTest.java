package dev.startguard.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.rule.Call;
import dev.startguard.core.rule.Look;
import dev.startguard.core.rule.Opened;
import dev.startguard.core.rule.Sighting;
import dev.startguard.core.rule.Site;
import dev.startguard.core.weave.ClassBytes;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SubmissionsTest {
  private final Submissions submissions = new Submissions();

  private record Refresh() implements Runnable {
    @Override
    public void run() {}
  }

  private record Receipt() implements Runnable {
    @Override
    public void run() {}
  }

  /** Of a loader that comes and goes. */
  public static final class Loaded implements Runnable {
    @Override
    public void run() {}
  }

  @BeforeAll
  static void open() {
    Opened.all();
  }

  @Test
  void keepsWhereOneOfAClassWasSubmitted() {
    take(new Refresh(), 10);
    take(new Refresh(), 20);

    assertThat(submissions.of(Refresh.class))
        .isEqualTo("such a task at com.acme.Jobs.run(Jobs.java:10)");
    assertThat(submissions.of(Receipt.class)).isNull();
  }

  @Test
  void tellsLambdasApart() {
    Runnable one = () -> {};
    Runnable other = () -> {};
    take(one, 10);
    take(other, 20);

    assertThat(submissions.of(one.getClass())).endsWith(":10)");
    assertThat(submissions.of(other.getClass())).endsWith(":20)");
  }

  @Test
  void looksBeneathWhatTheJdkWraps() {
    take(new FutureTask<>(new Refresh(), null), 10);

    assertThat(submissions.of(Refresh.class)).endsWith(":10)");
  }

  @Test
  void namesThePlacesOfSeveralClassesOnce() {
    take(new Refresh(), 10);
    take(new Receipt(), 10);
    Runnable lambda = () -> {};
    take(lambda, 20);
    List<Class<?>> all = List.of(Refresh.class, Receipt.class, Loaded.class, lambda.getClass());

    assertThat(submissions.of(all))
        .isEqualTo(
            "such tasks at com.acme.Jobs.run(Jobs.java:10) and com.acme.Jobs.run(Jobs.java:20)");
  }

  @Test
  void acceptsNothingAsATask() {
    take(null, 10);

    assertThat(submissions.of(Refresh.class)).isNull();
  }

  @Test
  @Timeout(60)
  void keepsNoLoader() throws Exception {
    WeakReference<Class<?>> gone = submitted();

    while (gone.get() != null && !Thread.currentThread().isInterrupted()) {
      System.gc();
    }
    assertThat(gone.get()).isNull();
  }

  private WeakReference<Class<?>> submitted() throws ReflectiveOperationException {
    String name = Loaded.class.getName();
    Class<?> type = ClassBytes.loader(name, (each, file) -> file).loadClass(name);
    take(type.getConstructor().newInstance(), 10);
    assertThat(submissions.of(type)).endsWith(":10)");
    return new WeakReference<>(type);
  }

  /** A misspelt one would be seen nowhere. */
  @Test
  void asksForMethodsThatThereAre() throws Exception {
    List<Call> calls = new ArrayList<>();
    Submissions.add(calls);

    assertThat(calls).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    for (Call call : calls) {
      assertThat(call.look()).isEqualTo(Look.FIRST);
      assertThat(apis(Class.forName(call.owner().replace('/', '.'))))
          .as(call.text())
          .contains(call.name() + call.descriptor());
    }
  }

  private static List<String> apis(Class<?> owner) {
    List<String> apis = new ArrayList<>();
    for (Method method : owner.getMethods()) {
      apis.add(
          method.getName()
              + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                  .toMethodDescriptorString());
    }
    return apis;
  }

  private void take(Object task, int line) {
    Call call = new Call("java/util/concurrent/Executor", "execute", "", Look.FIRST);
    Site site = new Site("com.acme.Jobs", "run", "()V", "Jobs.java", line, call.api(), 0);
    submissions.take(new Sighting(site, call, null, null, task));
  }
}

package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
  private final Tally tally = new Tally();
  private final SiteWeaver weaver = new SiteWeaver(new Calls(Watched.by(new Recorder())), tally);

  @Test
  void knowsTheAnnotationByItsSimpleName() {
    assertThat(Marks.mark("Lcom/acme/StartguardIgnore;")).isTrue();
    assertThat(Marks.mark("Lcom/acme/Rules$StartguardIgnore;")).isTrue();
    assertThat(Marks.mark("LStartguardIgnore;")).isTrue();
    assertThat(Marks.mark("Lcom/acme/NoStartguardIgnore;")).isFalse();
    assertThat(Marks.mark("Lcom/acme/StartguardIgnored;")).isFalse();
    assertThat(Marks.mark("StartguardIgnore;")).isFalse();
    assertThat(Marks.mark("")).isFalse();
  }

  @Test
  void weavesNeitherMarkedMethodsNorTheLambdasInThem() {
    assertThat(weaver.weave(ClassBytes.of(Marked.class), true)).isNotNull();

    assertThat(tally.sites()).as("a constructor, a lambda and a method").isEqualTo(3);
    assertThat(tally.leftAlone(LeftAlone.IGNORED))
        .as("a constructor, a reference and three lambdas")
        .isEqualTo(5);
  }

  @Test
  void tellsOfMarkedMethodsAndOfTheLambdasInThem() {
    assertThat(told(Marked.class))
        .filteredOn(method -> !method.startsWith("lambda$"))
        .containsExactlyInAnyOrder(
            "<init>()V",
            "today()Ljava/util/function/Supplier;",
            "reference()Ljava/util/function/Supplier;",
            "ofAnother()Ljava/util/function/Supplier;");
    assertThat(told(Marked.class))
        .filteredOn(method -> method.startsWith("lambda$today$"))
        .as("three of four")
        .hasSize(3);
  }

  @Test
  void tellsOfAMarkedClass() {
    assertThat(told(Marked.Whole.class)).containsExactly("");
    assertThat(told(Marked.Idle.class)).containsExactly("");
    assertThat(told(Ways.class)).isEmpty();
  }

  private static List<String> told(Class<?> type) {
    String internal = type.getName().replace('.', '/');
    FakeApplication application = new FakeApplication(true);
    MarkScout.tell(internal, ClassBytes.of(type), application);
    return application.told.stream().map(each -> each.substring(internal.length() + 1)).toList();
  }

  @Test
  void leavesAMarkedClassAsItIs() {
    assertThat(weaver.weave(ClassBytes.of(Marked.Whole.class), true)).isNull();
    assertThat(tally.leftAlone(LeftAlone.IGNORED)).isEqualTo(1);
  }
}

package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.startguard.core.weave.classfile.ClassFile;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class PrefilterTest {
  private static final Recorder NOBODY = new Recorder();

  private final Prefilter filter = new Prefilter(new Calls(Watched.by(NOBODY)));

  @Test
  void hitsAClassThatCalls() {
    assertThat(filter.hit(ClassBytes.of(Ways.class))).isTrue();
    assertThat(filter.hit(ClassBytes.of(Ways.Initialized.class))).isTrue();
  }

  @Test
  void passesAClassThatDoesNot() {
    assertThat(filter.hit(ClassBytes.of(Ways.Holder.class))).isFalse();
    assertThat(filter.hit(ClassBytes.of(Object.class))).isFalse();
    assertThat(filter.hit(ClassBytes.of(String.class))).isFalse();
  }

  @Test
  void passesAClassThatNamesTheOwnerOnly() {
    assertThat(filter.concerns(words())).isTrue();
    assertThat(filter.hit(words())).isFalse();
  }

  @Test
  void findsTheMarkInAClassThatCallsNothing() {
    byte[] marked = ClassBytes.of(Marked.Idle.class);
    byte[] seen = ClassBytes.of(Ways.Holder.class);

    assertThat(filter.concerns(marked)).isTrue();
    assertThat(Prefilter.marked(marked)).isTrue();
    assertThat(filter.hit(marked)).isFalse();
    assertThat(filter.concerns(seen)).isFalse();
    assertThat(Prefilter.marked(seen)).isFalse();
    assertThat(Prefilter.marked(ClassBytes.of(Marked.class))).isTrue();
  }

  @Test
  void remembersNothingOfTheClassBefore() {
    ClassWriter large = new ClassWriter(0);
    large.visit(Opcodes.V17, 0, "Large", null, "java/lang/Object", null);
    large.newMethod("java/time/LocalDate", "of", "()V", false);
    large.newConst("now");
    for (int i = 0; i < 2000; i++) {
      large.newClass("java/time/Year" + i);
    }
    byte[] broken = words();
    int method = 10;
    while (broken[method] != 10) {
      method += ClassFile.length(broken, method);
    }
    broken[method + 1] = 3; // its owner would stand beyond this pool

    assertThat(filter.hit(large.toByteArray())).isFalse();
    assertThat(filter.hit(broken)).isFalse();
    assertThat(filter.hit(calling("()Ljava/time/LocalDate;"))).isTrue();
  }

  private static byte[] words() {
    ClassWriter out = new ClassWriter(0);
    out.visit(Opcodes.V17, 0, "Words", null, "java/lang/Object", null);
    out.newConst("now");
    out.newConst("java/time/LocalDate");
    out.newMethod("java/time/LocalDate", "of", "()V", false);
    out.newMethod("java/time/Year", "now", "()V", false);
    return out.toByteArray();
  }

  @Test
  void heedsTheDescriptor() {
    assertThat(filter.hit(calling("()Ljava/time/LocalDate;"))).isTrue();
    assertThat(filter.hit(calling("(Ljava/time/ZoneId;)Ljava/time/LocalDate;"))).isFalse();
  }

  @Test
  void findsEachOfManyWords() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      calls.add(new Call("java/time/T" + i, "m" + i % 90, null, Kind.SITE, NOBODY));
    }
    Prefilter many = new Prefilter(new Calls(calls));

    for (int i = 0; i < 300; i++) {
      ClassWriter out = new ClassWriter(0);
      out.visit(Opcodes.V17, 0, "One", null, "java/lang/Object", null);
      out.newMethod("java/time/T" + i, "m" + i % 90, "()V", false);
      assertThat(many.hit(out.toByteArray())).as("T" + i).isTrue();
    }
  }

  @Test
  void allocatesNothingForAClassWithoutAHit() {
    allocatesNothing(ClassBytes.of(String.class));
    allocatesNothing(words());
  }

  private void allocatesNothing(byte[] file) {
    boolean hit = false;
    for (int i = 0; i < 200; i++) {
      hit |= filter.hit(file);
    }
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      hit |= filter.hit(file);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(hit).isFalse();
    assertThat(allocated).isLessThan(100);
  }

  @Test
  void endsAtEveryTruncation() {
    byte[] file = ClassBytes.of(Ways.class);
    for (int length = 0; length < file.length; length++) {
      filter.hit(Arrays.copyOf(file, length));
    }

    assertThat(filter.hit(Arrays.copyOf(file, 10))).isFalse();
  }

  @Test
  void endsAtAnyBytes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] file = new byte[random.nextInt(200)];
      random.nextBytes(file);
      if (file.length > 10) {
        file[0] = (byte) 0xCA;
        file[1] = (byte) 0xFE;
        file[2] = (byte) 0xBA;
        file[3] = (byte) 0xBE;
        file[10] = (byte) (1 + random.nextInt(20));
      }
      assertThat(filter.hit(file)).as("seed " + seed).isFalse();
    }
  }

  private static byte[] calling(String descriptor) {
    ClassWriter out = new ClassWriter(0);
    out.visit(Opcodes.V17, 0, "Caller", null, "java/lang/Object", null);
    out.newMethod("java/time/LocalDate", "now", descriptor, false);
    return out.toByteArray();
  }
}

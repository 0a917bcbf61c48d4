package dev.startguard.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.Pool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is spliced is, but for its constants' order, what ASM makes of the same. */
class SplicerTest {
  private static final Watch NOBODY = new Recorder();
  private static final Calls CALLS =
      new Calls(
          List.of(
              call("java/util/Map", "put", Kind.IGNORED),
              call("java/util/Map", "put", Kind.VALUE),
              call("java/util/Map", "get", Kind.OUTCOME),
              call("java/util/List", "add", Kind.SITE),
              call("java/util/List", "get", Kind.RESULT),
              call("java/util/Iterator", "next", Kind.IGNORED),
              call("java/lang/StringBuilder", "append", Kind.OUTCOME),
              call("java/lang/String", "substring", Kind.VALUE),
              call("java/lang/String", "charAt", Kind.VALUE),
              call("java/lang/Math", "min", Kind.OUTCOME),
              call("java/lang/Math", "max", Kind.VALUE),
              call("java/lang/Object", "hashCode", Kind.SITE),
              call("java/lang/IllegalArgumentException", "<init>", Kind.VALUE),
              call("java/lang/System", "arraycopy", Kind.VALUE),
              call("java/lang/System", "arraycopy", Kind.RESULT)));

  private final Prefilter prefilter = new Prefilter(CALLS);
  private int spliced;
  private int left;

  private static Call call(String owner, String name, Kind kind) {
    return new Call(owner, name, null, kind, NOBODY);
  }

  @Test
  void makesOfTheJdkWhatAsmMakes() throws IOException {
    compare(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java"));

    assertThat(spliced).isGreaterThan(500);
    assertThat(left).as("not ordinary").isLessThan(spliced / 2);
  }

  @Test
  void makesOfLibrariesWhatAsmMakes() throws Exception {
    for (Class<?> library :
        List.of(LoggerFactory.getILoggerFactory().getClass(), Assertions.class)) {
      Path jar = Path.of(library.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (FileSystem content = FileSystems.newFileSystem(jar, (ClassLoader) null)) {
        compare(content.getPath("/"));
      }
    }

    assertThat(spliced).isGreaterThan(200);
    assertThat(left).as("not ordinary").isLessThan(spliced / 2);
  }

  private void compare(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(SplicerTest::ofClass)::iterator) {
        compare(Files.readAllBytes(file), file);
      }
    }
  }

  private static boolean ofClass(Path file) {
    return file.toString().endsWith(".class");
  }

  private void compare(byte[] file, Path name) {
    if (!prefilter.hit(file)) {
      return;
    }
    Pool pool = new Pool(file);
    Mentions mentions = new Mentions(CALLS, prefilter, file, pool);
    ClassShape shape = ClassShape.of(file, pool, mentions.marks(), Ends.NONE);
    int major = ClassFile.u2(file, 6);
    Splicer splicer = new Splicer(CALLS, file, pool, shape, mentions);
    byte[] one = major < SiteWeaver.OLDEST || mentions.special() ? null : splicer.spliced();
    if (one == null) {
      left++;
      return;
    }
    spliced++;
    Tally tally = new Tally();
    Woven other =
        new Rewriter(CALLS, tally)
            .weave(new ClassReader(file), major, shape.codeLengths(), List.of(), true);

    assertThat(other).as(name.toString()).isNotNull();
    assertThat(tally.sites()).as(name.toString()).isEqualTo(splicer.sites());
    assertThat(inOneOrder(one)).as(name.toString()).isEqualTo(inOneOrder(other.file()));
  }

  /** The same class, with its constants in the order in which they are met. */
  private static byte[] inOneOrder(byte[] file) {
    ClassWriter out = new ClassWriter(0);
    new ClassReader(file).accept(out, 0);
    return out.toByteArray();
  }
}

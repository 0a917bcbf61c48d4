package dev.startguard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What runs before {@code main} is plain on purpose: in a cold JVM the first lambda, the first
 * stream, the first format and the first pattern each cost milliseconds.
 */
@TestInstance(Lifecycle.PER_CLASS)
class StartPathTest {
  /** Packages that never run before {@code main} in a service. */
  private static final Set<String> OFF_THE_START_PATH = Set.of("dev.startguard.core.cli");

  /**
   * What rules take when the application has called a formatter itself, so that it is loaded and
   * nobody waits for it; a rule names these in {@code look} alone, or in {@code passes} after a
   * look at the values, of which a warm-up gives none; its case in {@code stands}.
   */
  private static final String ON_SIGHT =
      "dev\\.startguard\\.core\\.rule\\.calendar\\."
          + "(FormatterShape|RefusedPattern|StrictYear|QuotedZIn(Time|Text)|Lenient(Time|Text))";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.startguard");

  @Test
  void linksNothingDynamically() throws IOException {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : classes) {
      if (!OFF_THE_START_PATH.contains(type.getPackageName())) {
        addDynamicCalls(type, found);
      }
    }

    assertThat(classes).hasSizeGreaterThan(50);
    assertThat(found)
        .as("lambdas, method references, indy concatenations, pattern switches")
        .isEmpty();
  }

  @Test
  void usesNoStreamsAndNoFormats() {
    noClasses()
        .that()
        .resideOutsideOfPackages(OFF_THE_START_PATH.toArray(String[]::new))
        .and()
        .haveNameNotMatching(ON_SIGHT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.stream..", "java.text..", "java.time.format..")
        .orShould()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "formatted", Object[].class)
        .check(classes);
  }

  @Test
  void makesRulesWithoutFormatters() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : classes) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        boolean onSight = access.getTargetOwner().getName().matches(ON_SIGHT);
        if (onSight
            && !type.getName().matches(ON_SIGHT)
            && !Set.of("look", "passes", "stands").contains(access.getOrigin().getName())) {
          found.add(access.getDescription());
        }
      }
    }

    assertThat(found).isEmpty();
  }

  /** A record's {@code toString} and its kin are always indy: they may be there, but uncalled. */
  private static void addDynamicCalls(JavaClass type, Set<String> found) throws IOException {
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInvokeDynamicInsn(
                  String name, String shape, Handle bootstrap, Object... arguments) {
                if (!bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods")) {
                  found.add(type.getName() + "." + method);
                }
              }
            };
          }
        };
    try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      new ClassReader(file).accept(visitor, ClassReader.SKIP_DEBUG);
    }
  }
}

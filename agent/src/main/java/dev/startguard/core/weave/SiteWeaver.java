package dev.startguard.core.weave;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassTooLargeException;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Puts probes beside the watched calls of a class file. Frames stay as they are, no class is looked
 * up, and what cannot be woven is left alone and counted.
 */
final class SiteWeaver {
  /** The first that may hold {@code invokedynamic}. */
  private static final int OLDEST = 51;

  private static final int OLDEST_WITH_FRAMES = 50;

  /** Beside one call, usually. */
  private static final int MOST_PROBES = 4;

  /** The last that Byte Buddy's ASM reads. */
  static final int NEWEST = Opcodes.V27;

  private static final int MOST_CONSTANTS = 65_535;

  /** The text, its constant, the probe and its shape; a reference's handle, type and name. */
  private static final int CONSTANTS_OF_SITE = 12;

  private final Calls calls;
  private final Prefilter prefilter;

  /** Of the calls that get a probe beside them. */
  private final Prefilter beside;

  private final Flows flows;
  private final Tally tally;

  SiteWeaver(Calls calls, Tally tally) {
    this(calls, new Prefilter(calls), tally);
  }

  /**
   * @param prefilter of these calls
   */
  SiteWeaver(Calls calls, Prefilter prefilter, Tally tally) {
    this.calls = calls;
    this.prefilter = prefilter;
    this.beside = new Prefilter(calls.part(false));
    this.flows = new Flows(calls);
    this.tally = tally;
  }

  /**
   * Never throws.
   *
   * @param standIns whether methods may be added to the class
   * @return null when the class stays as it is
   */
  @Nullable Woven weave(byte[] file, boolean standIns) {
    try {
      return prefilter.hit(file) ? examine(file, standIns) : null;
    } catch (ClassTooLargeException | MethodTooLargeException grown) {
      tally.count(LeftAlone.TOO_LARGE);
    } catch (Throwable fault) { // out of a transformer it would vanish, and the class with it
      tally.count(LeftAlone.FAILED);
    }
    return null;
  }

  private @Nullable Woven examine(byte[] file, boolean standIns) {
    int major = Prefilter.u2(file, 6);
    if (major > NEWEST) {
      tally.countNew(major);
      return null;
    }
    int[] codeLengths = ClassShape.codeLengths(file);
    if (codeLengths == null) {
      tally.count(LeftAlone.MALFORMED);
      return null;
    }
    ClassReader reader = new ClassReader(file);
    List<List<Flow>> found = follow(file, reader);
    if (found.isEmpty() && !beside.hit(file)) {
      return null;
    }
    // Before 52 an interface has no static methods, and no class has lambdas.
    Scout scout = new Scout(calls, codeLengths, found, standIns && major > OLDEST, tally);
    reader.accept(scout, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    if (scout.sites() == 0) {
      return null;
    }
    if (reader.getItemCount() + (long) CONSTANTS_OF_SITE * scout.sites() > MOST_CONSTANTS) {
      tally.count(LeftAlone.TOO_LARGE);
      return null;
    }
    boolean old = major < OLDEST;
    if (old && !calls.numbered().room(scout.sites() * MOST_PROBES)) {
      tally.count(LeftAlone.OLD_CLASS_FILE);
      return null;
    }
    Rewriter rewriter =
        new Rewriter(new Plain(reader), scout.methods(), standIns && major > OLDEST, old);
    // Where no verifier reads frames, ASM writes none but expanded ones.
    reader.accept(rewriter, major < OLDEST_WITH_FRAMES ? ClassReader.SKIP_FRAMES : 0);
    Woven woven = rewriter.woven();
    tally.countWoven(scout.sites());
    return woven;
  }

  /** What cannot be followed shall not keep other probes out. */
  private List<List<Flow>> follow(byte[] file, ClassReader reader) {
    try {
      return flows.of(file, reader);
    } catch (RuntimeException unsound) { // code that the JVM will refuse
      tally.count(LeftAlone.FAILED);
      return List.of();
    }
  }

  private static final class Plain extends ClassWriter {
    Plain(ClassReader reader) {
      super(reader, 0);
    }

    /** Not asked as long as frames stay; the usual answer loads both classes. */
    @Override
    protected String getCommonSuperClass(String one, String other) {
      return "java/lang/Object";
    }
  }

  private final class Rewriter extends ClassVisitor {
    private final ClassWriter out;
    private final @Nullable MethodScout[] methods;
    private final boolean maySubstitute;
    private final boolean old;
    private StandIns standIns = new StandIns(calls, "", false);
    private String className = "";
    private String source = "";
    private int method = -1;

    Rewriter(ClassWriter out, @Nullable MethodScout[] methods, boolean maySubstitute, boolean old) {
      super(Scout.API, out);
      this.out = out;
      this.methods = methods;
      this.maySubstitute = maySubstitute;
      this.old = old;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      className = name;
      standIns = new StandIns(calls, name, (access & Opcodes.ACC_INTERFACE) != 0);
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitSource(@Nullable String file, @Nullable String debug) {
      source = file == null ? "" : file;
      super.visitSource(file, debug);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor written = out.visitMethod(access, name, descriptor, signature, exceptions);
      MethodScout scouted = methods[++method];
      if (scouted == null) {
        return written; // copied as it stands
      }
      OldProbes oldProbes =
          old ? new OldProbes(written, calls.numbered(), className, source) : null;
      ProbeWriter probes = new ProbeWriter(written, calls, source, scouted.locals(), oldProbes);
      return new CallWeaver(
          written, calls, scouted, name, descriptor, probes, standIns, maySubstitute);
    }

    @Override
    public void visitEnd() {
      standIns.write(out, source);
      super.visitEnd();
    }

    Woven woven() {
      return new Woven(out.toByteArray(), !standIns.isEmpty());
    }
  }
}

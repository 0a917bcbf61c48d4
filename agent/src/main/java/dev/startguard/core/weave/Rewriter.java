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
 * Puts probes beside the watched calls of any class file, with ASM. Frames stay as they are, no
 * class is looked up, and what cannot be woven is left alone and counted.
 */
final class Rewriter {
  private static final int OLDEST_WITH_FRAMES = 50;

  /** Beside one call, usually. */
  private static final int MOST_PROBES = 4;

  private static final int MOST_CONSTANTS = 65_535;

  /** The text, its constant, the probe and its shape; a reference's handle, type and name. */
  private static final int CONSTANTS_OF_SITE = 12;

  private final Calls calls;
  private final Tally tally;

  Rewriter(Calls calls, Tally tally) {
    this.calls = calls;
    this.tally = tally;
  }

  /**
   * Weaves a class.
   *
   * @param codeLengths the bytes of code of each method
   * @param flows by method, where followed results end; empty for none
   * @param standIns whether methods may be added to the class
   * @return null when it stays as it is
   */
  @Nullable Woven weave(
      ClassReader reader, int major, int[] codeLengths, List<List<Flow>> flows, boolean standIns) {
    try {
      return rewrite(reader, major, codeLengths, flows, standIns);
    } catch (ClassTooLargeException | MethodTooLargeException grown) {
      tally.count(LeftAlone.TOO_LARGE);
      return null;
    }
  }

  private @Nullable Woven rewrite(
      ClassReader reader, int major, int[] codeLengths, List<List<Flow>> flows, boolean standIns) {
    // Before 52 an interface has no static methods, and no class has lambdas.
    boolean maySubstitute = standIns && major > SiteWeaver.OLDEST;
    Scout scout = new Scout(calls, codeLengths, flows, maySubstitute, tally);
    reader.accept(scout, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    if (scout.sites() == 0) {
      return null;
    }
    if (reader.getItemCount() + (long) CONSTANTS_OF_SITE * scout.sites() > MOST_CONSTANTS) {
      tally.count(LeftAlone.TOO_LARGE);
      return null;
    }
    boolean old = major < SiteWeaver.OLDEST;
    if (old && !calls.numbered().room(scout.sites() * MOST_PROBES)) {
      tally.count(LeftAlone.OLD_CLASS_FILE);
      return null;
    }
    Rewriting rewriting = new Rewriting(new Plain(reader), scout.methods(), maySubstitute, old);
    // Where no verifier reads frames, ASM writes none but expanded ones.
    reader.accept(rewriting, major < OLDEST_WITH_FRAMES ? ClassReader.SKIP_FRAMES : 0);
    Woven woven = rewriting.woven();
    tally.countWoven(scout.sites());
    return woven;
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

  private final class Rewriting extends ClassVisitor {
    private final ClassWriter out;
    private final @Nullable MethodScout[] methods;
    private final boolean maySubstitute;
    private final boolean old;
    private StandIns standIns = new StandIns(calls, "", false);
    private String className = "";
    private String source = "";
    private int method = -1;

    Rewriting(
        ClassWriter out, @Nullable MethodScout[] methods, boolean maySubstitute, boolean old) {
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

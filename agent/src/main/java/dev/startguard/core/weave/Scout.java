package dev.startguard.core.weave;

import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads a class before it is woven, and decides which of its methods will be. */
final class Scout extends ClassVisitor {
  static final int API = Opcodes.ASM9;

  /** Javac's, of serialisable lambdas: it creates again what is created elsewhere. */
  static final String DESERIALIZE = "$deserializeLambda$";

  private final Calls calls;
  private final int[] codeLengths;
  private final List<List<Flow>> flows;
  private final boolean standIns;
  private final Tally tally;
  private final Marks marks = new Marks();

  /** By method, in the file's order; null for one that stays as it is. */
  private final @Nullable MethodScout[] methods;

  private String owner = "";
  private int method = -1;
  private int sites;
  private boolean woven;
  private boolean ignored;

  /**
   * @param flows by method, in the file's order; empty when there are none
   * @param standIns whether methods may be added
   */
  Scout(Calls calls, int[] codeLengths, List<List<Flow>> flows, boolean standIns, Tally tally) {
    super(API);
    this.calls = calls;
    this.codeLengths = codeLengths;
    this.flows = flows;
    this.standIns = standIns;
    this.tally = tally;
    this.methods = new MethodScout[codeLengths.length];
  }

  /** By method, in the file's order; null for one that stays as it is. */
  @Nullable MethodScout[] methods() {
    return methods;
  }

  /** How many calls will get probes. */
  int sites() {
    return sites;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    owner = name;
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    ignored |= Marks.mark(descriptor);
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    method++;
    woven |= name.startsWith(StandIns.PREFIX);
    if (name.equals(DESERIALIZE)) {
      return null;
    }
    List<Flow> here = flows.isEmpty() ? List.of() : flows.get(method);
    Marks.Method key = new Marks.Method(name, descriptor);
    if ((access & Opcodes.ACC_SYNTHETIC) != 0) {
      marks.addSynthetic(key);
    }
    methods[method] =
        new MethodScout(calls, marks, owner, key, codeLengths[method], standIns, here);
    return methods[method];
  }

  @Override
  public void visitEnd() {
    Set<Marks.Method> marked = marks.all();
    boolean any = false;
    for (int i = 0; i < methods.length; i++) {
      MethodScout found = methods[i];
      methods[i] = null;
      if (woven || found == null || !found.concerned()) {
        continue;
      }
      any = true;
      if (ignored) {
        continue;
      }
      if (marked.contains(found.method())) {
        tally.count(LeftAlone.IGNORED);
      } else if (decide(found)) {
        methods[i] = found;
        sites += found.sites();
      }
    }
    if (ignored && any) {
      tally.count(LeftAlone.IGNORED);
    }
  }

  private boolean decide(MethodScout found) {
    for (int i = 0; i < found.references(); i++) {
      tally.count(LeftAlone.REFERENCE);
    }
    for (int i = 0; i < found.constructors(); i++) {
      tally.count(LeftAlone.CONSTRUCTOR);
    }
    LeftAlone obstacle = found.sites() == 0 ? null : found.obstacle();
    if (obstacle != null) {
      tally.count(obstacle);
    }
    return obstacle == null && found.sites() > 0;
  }
}

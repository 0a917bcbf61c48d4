package dev.startguard.core.weave;

import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Finds what of a class is marked to be ignored: what runs there is seen by other means, too. */
final class MarkScout extends ClassVisitor {
  private final Marks marks = new Marks();
  private String owner = "";
  private boolean whole;

  private MarkScout() {
    super(Scout.API);
  }

  /**
   * Tells the application's rules of it. A file that cannot be read says nothing.
   *
   * @param className internal
   */
  static void tell(String className, byte[] file, Application application) {
    MarkScout scout = new MarkScout();
    try {
      new ClassReader(file).accept(scout, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (RuntimeException unread) {
      return;
    }
    if (scout.whole) {
      application.ignore(className, "", "");
    } else {
      for (Marks.Method method : scout.marks.all()) {
        application.ignore(className, method.name(), method.descriptor());
      }
    }
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
    whole |= Marks.mark(descriptor);
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    Marks.Method method = new Marks.Method(name, descriptor);
    if ((access & Opcodes.ACC_SYNTHETIC) != 0) {
      marks.addSynthetic(method);
    }
    return new Body(method);
  }

  /** One method's annotations, and the functions that it creates. */
  private final class Body extends MethodVisitor {
    private final Marks.Method method;

    Body(Marks.Method method) {
      super(Scout.API);
      this.method = method;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      if (Marks.mark(descriptor)) {
        marks.add(method);
      }
      return null;
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle && handle.getOwner().equals(owner)) {
          marks.addHandle(method, new Marks.Method(handle.getName(), handle.getDesc()));
        }
      }
    }
  }
}

package dev.startguard.core.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Puts hooks into methods of the JDK. Adds no method and no field, so that classes which are loaded
 * already can have them.
 */
public final class HookWeaver implements ClassFileTransformer {
  /** Beyond, the JIT compiles a method no more. */
  private static final int HUGE = 8000;

  private static final int BYTES_OF_HOOK = 40;
  private static final int BYTES_OF_VALUE = 12;

  private final Hooks hooks;

  /** By hook: whether its method was found. Written by the thread that transforms. */
  private final boolean[] woven;

  /** The bridge must have been given the same hooks. */
  public HookWeaver(Hooks hooks) {
    this.hooks = hooks;
    woven = new boolean[hooks.size()];
  }

  /**
   * Weaves every hook whose method is there, and stays, for other agents' transformations. Loads
   * the hooked classes, but initialises none.
   *
   * @return the hooks that are not woven: their method or class is missing, or the JVM refuses
   */
  public List<Hook> weave(Instrumentation instrumentation) {
    List<Class<?>> types = present(instrumentation);
    instrumentation.addTransformer(this, true);
    if (!types.isEmpty() && !retransform(instrumentation, types.toArray(new Class<?>[0]))) {
      for (Class<?> type : types) {
        if (!retransform(instrumentation, type)) {
          forget(type.getName().replace('.', '/'));
        }
      }
    }
    List<Hook> missing = new ArrayList<>();
    for (int i = 0; i < woven.length; i++) {
      if (!woven[i]) {
        missing.add(hooks.get(i));
      }
    }
    return missing;
  }

  private List<Class<?>> present(Instrumentation instrumentation) {
    List<Class<?>> types = new ArrayList<>();
    for (String owner : hooks.owners()) {
      Class<?> type = load(owner.replace('/', '.'));
      if (type != null && instrumentation.isModifiableClass(type)) {
        types.add(type);
      }
    }
    return types;
  }

  private static @Nullable Class<?> load(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException | LinkageError absent) {
      return null;
    }
  }

  private static boolean retransform(Instrumentation instrumentation, Class<?>... types) {
    try {
      instrumentation.retransformClasses(types);
      return true;
    } catch (Throwable refused) { // by the verifier, or for another agent's fault
      return false;
    }
  }

  private void forget(String owner) {
    for (int i = 0; i < woven.length; i++) {
      woven[i] &= !hooks.get(i).owner().equals(owner);
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> loaded,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    try {
      return className == null || loader != null || !hooks.owns(className) ? null : weave(file);
    } catch (Throwable fault) { // out of a transformer it would vanish
      return null;
    }
  }

  /** Null when the class has none of the hooked methods. */
  byte @Nullable [] weave(byte[] file) {
    int[] codeLengths = ClassShape.codeLengths(file);
    if (codeLengths == null) {
      return null;
    }
    ClassReader reader = new ClassReader(file);
    HookScout scout = new HookScout(hooks, codeLengths.length);
    reader.accept(scout, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    @Nullable HookedMethod[] methods = scout.methods();
    boolean any = false;
    for (int i = 0; i < methods.length; i++) {
      HookedMethod method = methods[i];
      if (method != null && codeLengths[i] + mostBytes(method) > HUGE) {
        methods[i] = null;
      }
      any |= methods[i] != null;
    }
    if (!any) {
      return null;
    }
    ClassWriter out = new ClassWriter(reader, 0);
    reader.accept(new Rewriter(out, methods), ClassReader.EXPAND_FRAMES);
    byte[] after = out.toByteArray();
    for (HookedMethod method : methods) {
      if (method != null) {
        for (int number : method.hooks()) {
          woven[number] = true;
        }
      }
    }
    return after;
  }

  private static int mostBytes(HookedMethod method) {
    int values = method.parameters().length + 2;
    return method.hooks().length * (BYTES_OF_HOOK + BYTES_OF_VALUE * values);
  }

  private final class Rewriter extends ClassVisitor {
    private final @Nullable HookedMethod[] methods;
    private int method = -1;

    Rewriter(ClassWriter out, @Nullable HookedMethod[] methods) {
      super(Scout.API, out);
      this.methods = methods;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
      HookedMethod hooked = methods[++method];
      return hooked == null || out == null ? out : new HookWriter(out, hooks, hooked);
    }
  }
}

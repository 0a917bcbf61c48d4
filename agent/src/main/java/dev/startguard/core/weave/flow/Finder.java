package dev.startguard.core.weave.flow;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Finds in a class what happens to times. */
public final class Finder extends ClassVisitor {
  private static final int API = Opcodes.ASM9;

  /** Fields that depend on fields are looked at again; these are hardly ever more than one. */
  private static final int MOST_ROUNDS = 4;

  /** Longer methods the JIT does not compile: the time is not worth it. */
  private static final int LONGEST = 8000;

  /** The tag of a text constant. */
  private static final int STRING = 8;

  /** By such annotations classes are filled from elsewhere. */
  private static final String[] MAPPERS = {
    "Ljavax/persistence/",
    "Ljakarta/persistence/",
    "Lorg/springframework/data/",
    "Lorg/springframework/boot/context/properties/",
    "Lcom/fasterxml/jackson/",
    "Ljakarta/xml/bind/",
    "Ljavax/xml/bind/",
    "Ljakarta/json/bind/"
  };

  private final List<List<Match>> found = new ArrayList<>();
  private final List<Method> methods = new ArrayList<>();
  private Fields fields = new Fields("", true);

  private final boolean[] wanted;

  private Finder(boolean[] wanted) {
    super(API);
    this.wanted = wanted;
  }

  /**
   * Looks at some methods.
   *
   * @param wanted by method, in the file's order: {@link Clues#wanted}
   * @return by method, in the file's order, what was found, in the order of the spots
   * @throws RuntimeException for a file that is not sound
   */
  public static List<List<Match>> find(ClassReader reader, boolean[] wanted) {
    Finder finder = new Finder(wanted);
    reader.accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    finder.named(reader);
    finder.interpret();
    return finder.found;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    fields = new Fields(name, serializable(superName, interfaces));
  }

  /** As far as the class itself tells: its parents are not looked up. */
  private static boolean serializable(@Nullable String superName, String @Nullable [] interfaces) {
    if (superName != null
        && (superName.endsWith("Exception")
            || superName.endsWith("Error")
            || superName.endsWith("Event")
            || superName.endsWith("EventObject"))) {
      return true;
    }
    if (interfaces != null) {
      for (String type : interfaces) {
        if (type.equals("java/io/Serializable") || type.equals("java/io/Externalizable")) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void visitNestHost(String host) {
    fields.inNest();
  }

  @Override
  public void visitNestMember(String member) {
    fields.inNest();
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    for (String mapper : MAPPERS) {
      if (descriptor.startsWith(mapper)) {
        fields.mapped();
      }
    }
    return null;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    if (value == null) {
      fields.add(access, name, descriptor);
    }
    return new FieldVisitor(API) {
      @Override
      public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
        fields.drop(name);
        return null;
      }
    };
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    if (!wanted[found.size()]) {
      found.add(List.of());
      return null;
    }
    Method method = new Method(new Body(API, name, isStatic, descriptor), found.size());
    found.add(List.of());
    methods.add(method);
    return method.body;
  }

  /** An updater or a handle may be made for a field of which the name is written somewhere. */
  private void named(ClassReader reader) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount() && !fields.isEmpty(); i++) {
      int place = reader.getItem(i);
      if (place != 0 && reader.readByte(place - 1) == STRING) {
        fields.drop(reader.readUTF8(place, buffer));
      }
    }
  }

  private void interpret() {
    boolean again = false;
    for (Method method : methods) {
      method.survey();
    }
    for (int round = 0; round == 0 || again; round++) {
      again = false;
      for (Method method : methods) {
        if (method.concerned()) {
          found.set(method.number, method.interpret());
        }
      }
      again = fields.settle();
      if (again && round == MOST_ROUNDS) {
        fields.forget();
      }
    }
  }

  private final class Method {
    private final Body body;
    private final int number;
    private boolean sources;
    private boolean accesses;

    Method(Body body, int number) {
      this.body = body;
      this.number = number;
    }

    /** Whether times may pass through it. */
    boolean concerned() {
      return sources || (accesses && !fields.isEmpty());
    }

    void survey() {
      for (int at = 0; at < body.size(); at++) {
        Object detail = body.detail(at);
        int opcode = body.opcode(at);
        if (detail instanceof Member member) {
          if (opcode >= Opcodes.INVOKEVIRTUAL) {
            sources |= Times.source(member);
          } else if (fields.follows(member)) {
            accesses = true;
            if ((opcode == Opcodes.GETFIELD) && returned(at + 1)) {
              fields.handedOut(member);
            }
          }
        }
      }
    }

    private boolean returned(int at) {
      return at < body.size()
          && (body.opcode(at) == Opcodes.LRETURN || body.opcode(at) == Opcodes.ARETURN);
    }

    List<Match> interpret() {
      List<Match> matches =
          body.size() > LONGEST || body.subroutine() || body.sprawls()
              ? null
              : new Interpreter(body, fields).run();
      if (matches != null) {
        return matches;
      }
      for (int at = 0; at < body.size(); at++) {
        int opcode = body.opcode(at);
        boolean assigns = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        if (assigns && body.detail(at) instanceof Member member) {
          fields.assign(member, Fact.UNKNOWN);
        }
      }
      return List.of();
    }
  }
}

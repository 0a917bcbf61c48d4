package dev.startguard.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** The class files of the packed jar, by entry name. */
final class ClassFiles {
  private static final int API = Opcodes.ASM9;

  private ClassFiles() {}

  /** All of them, those under the prefix and those of the start's block too. */
  static Map<String, byte[]> of(JarFile jar) throws IOException {
    Map<String, byte[]> found = new TreeMap<>(PackedJar.block(jar));
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      if (entry.getName().endsWith(".class") || entry.getName().endsWith(".classdata")) {
        try {
          found.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }
    return found;
  }

  /** The class file's major version. */
  static int version(byte[] file) {
    return ((file[6] & 0xff) << 8) | (file[7] & 0xff);
  }

  /** The binary name of the class. */
  static String name(byte[] file) {
    return new ClassReader(file).getClassName();
  }

  /** The binary names of all classes that it names, arrays by their element. */
  static Set<String> references(byte[] file) {
    Set<String> names = new TreeSet<>();
    Remapper collector =
        new Remapper(API) {
          @Override
          public String map(String name) {
            names.add(name);
            return name;
          }
        };
    ClassVisitor visitor =
        new ClassRemapper(API, new ClassWriter(0), collector) {
          @Override
          public void visitInnerClass(String name, String outer, String inner, int access) {
            // Who encloses whom is for reflection; no class is loaded for it.
          }
        };
    new ClassReader(file).accept(visitor, ClassReader.SKIP_DEBUG);
    return names;
  }

  /** The methods that hold an {@code invokedynamic}. */
  static Set<String> dynamicCalls(byte[] file) {
    Set<String> found = new TreeSet<>();
    visit(
        file,
        method ->
            new MethodVisitor(API) {
              @Override
              public void visitInvokeDynamicInsn(
                  String name, String descriptor, Handle bootstrap, Object... arguments) {
                found.add(method);
              }
            });
    return found;
  }

  /** The names of all methods that it calls. */
  static Set<String> calls(byte[] file) {
    Set<String> found = new TreeSet<>();
    visit(
        file,
        method ->
            new MethodVisitor(API) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String name, String descriptor, boolean ofInterface) {
                found.add(name);
              }
            });
    return found;
  }

  private interface EachMethod {
    MethodVisitor visitor(String method);
  }

  private static void visit(byte[] file, EachMethod each) {
    ClassVisitor visitor =
        new ClassVisitor(API) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return each.visitor(name + descriptor);
          }
        };
    new ClassReader(file).accept(visitor, ClassReader.SKIP_DEBUG);
  }
}

package dev.startguard.core.check.env;

import dev.startguard.core.check.HostFacts;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows a class's superclasses and interfaces through class files, so that no class of the
 * application is loaded or initialised before {@code main}.
 */
final class Supertypes {
  private static final int MAGIC = 0xCAFEBABE;

  private Supertypes() {}

  /**
   * Whether {@code target} is {@code name} itself or one of its supertypes, at any distance.
   *
   * @param name a binary name, {@code com.acme.Outer$Inner}
   * @throws IOException when a supertype's class file cannot be found or read; the message names
   *     what is needed
   */
  static boolean reach(HostFacts host, String name, String target) throws IOException {
    Deque<String> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    String lost = null;
    open.add(name);
    seen.add(name);
    while (!open.isEmpty()) {
      String next = open.remove();
      if (next.equals(target)) {
        return true;
      }
      byte[] bytes = host.classFile(next);
      if (bytes == null) {
        lost = lost == null ? next : lost;
        continue;
      }
      for (String supertype : of(next, bytes)) {
        if (seen.add(supertype)) {
          open.add(supertype);
        }
      }
    }
    if (lost != null) {
      throw new IOException("the class " + lost + ", which is not on the class path");
    }
    return false;
  }

  /**
   * The superclass, then the interfaces (JVMS 4.1); the superclass of an interface is {@code
   * Object}.
   */
  static List<String> of(String name, byte[] classFile) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("not a class file");
      }
      in.readInt(); // the version
      Object[] pool = pool(in);
      in.readUnsignedShort(); // the access flags
      in.readUnsignedShort(); // the class itself
      List<String> supertypes = new ArrayList<>();
      int superclass = in.readUnsignedShort();
      if (superclass != 0) {
        supertypes.add(className(pool, superclass));
      }
      for (int i = in.readUnsignedShort(); i > 0; i--) {
        supertypes.add(className(pool, in.readUnsignedShort()));
      }
      return supertypes;
    } catch (IOException | RuntimeException broken) {
      throw new IOException("a readable class file of " + name, broken);
    }
  }

  private static String className(Object[] pool, int index) {
    return ((String) pool[(Integer) pool[index]]).replace('/', '.');
  }

  /**
   * The constant pool (JVMS 4.4): text as String, classes as the Integer index of their name, the
   * rest left out.
   */
  private static Object[] pool(DataInputStream in) throws IOException {
    Object[] pool = new Object[in.readUnsignedShort()];
    for (int i = 1; i < pool.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> pool[i] = in.readUTF();
        case 7 -> pool[i] = in.readUnsignedShort();
        case 8, 16, 19, 20 -> in.readUnsignedShort();
        case 15 -> {
          in.readUnsignedByte();
          in.readUnsignedShort();
        }
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
        case 5, 6 -> {
          in.readLong();
          i++; // long and double take two places
        }
        default -> throw new IOException("an unknown constant " + tag);
      }
    }
    return pool;
  }
}

package dev.startguard.core.weave.hook;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.Pool;

/** The parameters and the result of a hooked method, and where they are found. */
final class HookedMethod {
  /** The verifier's names of what lies in a local (JVMS 4.7.4). */
  private static final int TOP = 0;

  private static final int INTEGER = 1;
  private static final int FLOAT = 2;
  private static final int DOUBLE = 3;
  private static final int LONG = 4;
  private static final int OBJECT = 7;

  private final Pool pool;
  private final String owner;
  private final boolean receives;
  private final boolean constructor;

  /** A descriptor each. */
  private final String[] parameters;

  private final String result;

  /** By parameter: its local. */
  private final int[] locals;

  /** By local of a parameter: whether the code gives it another value. */
  private final boolean[] stored;

  HookedMethod(Pool pool, String owner, int access, String name, String descriptor) {
    this.pool = pool;
    this.owner = owner;
    receives = (access & 8) == 0; // static
    constructor = name.equals(ClassFile.CONSTRUCTOR);
    int count = 0;
    int at = 1;
    for (; descriptor.charAt(at) != ')'; count++) {
      at = end(descriptor, at);
    }
    result = descriptor.substring(at + 1);
    parameters = new String[count];
    locals = new int[count];
    int local = receives ? 1 : 0;
    at = 1;
    for (int i = 0; i < count; i++) {
      int end = end(descriptor, at);
      parameters[i] = descriptor.substring(at, end);
      locals[i] = local;
      local += wide(parameters[i]) ? 2 : 1;
      at = end;
    }
    stored = new boolean[local];
  }

  private static int end(String descriptor, int begin) {
    int at = begin;
    while (descriptor.charAt(at) == '[') {
      at++;
    }
    return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
  }

  static boolean wide(String type) {
    return type.equals("J") || type.equals("D");
  }

  static boolean primitive(String type) {
    return type.charAt(0) != 'L' && type.charAt(0) != '[';
  }

  /** How many parameters there are. */
  int size() {
    return parameters.length;
  }

  String parameter(int index) {
    return parameters[index];
  }

  int local(int parameter) {
    return locals[parameter];
  }

  /** The descriptor of what it returns; {@code V} for nothing. */
  String result() {
    return result;
  }

  /** Whether the receiver is in local 0 to the end. */
  boolean keepsReceiver() {
    return receives && !stored[0];
  }

  /** Whether there is a receiver before the method does anything. */
  boolean receives() {
    return receives && !constructor;
  }

  /** Whether what was passed is there to the end. */
  boolean keeps(int parameter) {
    int local = locals[parameter];
    return !stored[local] && !(wide(parameters[parameter]) && stored[local + 1]);
  }

  /** That the code gives a local another value. */
  void stores(int local) {
    if (local < stored.length) {
      stored[local] = true;
    }
  }

  /** How many entries {@link #kept} has. */
  int keptCount() {
    int count = receives ? 1 : 0;
    for (int i = 0; i < parameters.length; i++) {
      count += wide(parameters[i]) && !keeps(i) ? 2 : 1;
    }
    return count;
  }

  /** The locals of a frame that is sound wherever the method ends. */
  Bytes kept() {
    Bytes kept = new Bytes();
    if (receives) {
      put(kept, keepsReceiver(), "L" + owner + ";");
    }
    for (int i = 0; i < parameters.length; i++) {
      put(kept, keeps(i), parameters[i]);
    }
    return kept;
  }

  private void put(Bytes kept, boolean keeps, String type) {
    if (!keeps) {
      kept.u1(TOP);
      if (wide(type)) {
        kept.u1(TOP);
      }
      return;
    }
    switch (type.charAt(0)) {
      case 'J' -> kept.u1(LONG);
      case 'D' -> kept.u1(DOUBLE);
      case 'F' -> kept.u1(FLOAT);
      case 'L', '[' -> {
        boolean array = type.charAt(0) == '[';
        kept.u1(OBJECT);
        kept.u2(pool.type(array ? type : type.substring(1, type.length() - 1)));
      }
      default -> kept.u1(INTEGER);
    }
  }
}

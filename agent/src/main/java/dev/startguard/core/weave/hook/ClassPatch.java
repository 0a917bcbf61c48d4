package dev.startguard.core.weave.hook;

import dev.startguard.core.weave.classfile.Bytes;
import dev.startguard.core.weave.classfile.ClassFile;
import dev.startguard.core.weave.classfile.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class file with hooks in some of its methods. All else is copied as it stands: a start has no
 * time for ASM, which takes a class apart and writes it again.
 */
final class ClassPatch {
  private static final int MAGIC = 0xCAFEBABE;

  /** The oldest class file whose methods have frames. */
  private static final int V7 = 51;

  private final Hooks hooks;
  private final byte[] file;
  private final List<Integer> woven = new ArrayList<>();
  private final List<Integer> refused = new ArrayList<>();

  /** The file from the constants' end on. */
  private final Bytes out = new Bytes();

  /** Of the names of the class's hooks. */
  private int[] lengths = {};

  /** From where the file is still to be copied. */
  private int copied;

  /** Its place in the pool; 0 before it was met. */
  private int codeName;

  private int at;

  ClassPatch(Hooks hooks, byte[] file) {
    this.hooks = hooks;
    this.file = file;
  }

  /** The hooks that have a method. */
  List<Integer> woven() {
    return woven;
  }

  /** The hooks of which a method cannot have them. */
  List<Integer> refused() {
    return refused;
  }

  /** Null when there is nothing to patch, or the file is not sound. */
  byte @Nullable [] patched() {
    try {
      return file.length < 10 || ClassFile.u4(file, 0) != MAGIC || ClassFile.u2(file, 6) < V7
          ? null
          : patch();
    } catch (IndexOutOfBoundsException unsound) {
      woven.clear();
      return null;
    }
  }

  private byte @Nullable [] patch() {
    Pool pool = new Pool(file);
    at = pool.end() + 2;
    copied = pool.end();
    int[] own = own(pool, ClassFile.u2(file, at));
    at += 4; // this, super
    at += 2 + 2 * ClassFile.u2(file, at);
    for (int fields = u2(); fields > 0; fields--) {
      at += 6;
      attributes(pool);
    }
    for (int methods = u2(); methods > 0; methods--) {
      int begin = at;
      at += 6;
      int code = attributes(pool);
      if (code != 0) {
        method(pool, own, begin, code);
      }
    }
    attributes(pool);
    if (at != file.length) {
      throw new IndexOutOfBoundsException();
    }
    if (woven.isEmpty()) {
      return null;
    }
    out.copy(file, copied, file.length);
    Bytes whole = new Bytes();
    whole.copy(file, 0, 8);
    pool.write(whole);
    whole.add(out);
    return whole.toArray();
  }

  /** The hooks of this class. */
  private int[] own(Pool pool, int type) {
    int[] own = new int[hooks.size()];
    lengths = new int[own.length];
    int count = 0;
    for (int i = 0; i < own.length; i++) {
      Hook hook = hooks.get(i);
      if (pool.isType(type, hook.owner())) {
        lengths[count] = hook.name().length();
        own[count++] = i;
      }
    }
    return Arrays.copyOf(own, count);
  }

  /** Goes over attributes; where {@code Code} begins among them, after its length, or 0. */
  private int attributes(Pool pool) {
    int code = 0;
    for (int left = u2(); left > 0; left--) {
      int name = ClassFile.u2(file, at);
      boolean found = name == codeName || (codeName == 0 && pool.is(name, "Code"));
      int length = ClassFile.u4(file, at + 2);
      at += 6;
      if (length < 0 || length > file.length - at) {
        throw new IndexOutOfBoundsException();
      }
      if (found) {
        codeName = name;
        code = at;
      }
      at += length;
    }
    return code;
  }

  /**
   * @param begin where the method begins
   * @param attribute where its code does
   */
  private void method(Pool pool, int[] own, int begin, int attribute) {
    int name = ClassFile.u2(file, begin + 2);
    int descriptor = ClassFile.u2(file, begin + 4);
    MethodPatch patch = null;
    List<Integer> here = new ArrayList<>();
    int length = pool.length(name);
    for (int i = 0; i < own.length; i++) {
      if (lengths[i] != length) { // most end here: a large class has many methods
        continue;
      }
      int number = own[i];
      Hook hook = hooks.get(number);
      String wanted = hook.descriptor();
      if (pool.is(name, hook.name()) && (wanted == null || pool.is(descriptor, wanted))) {
        if (patch == null) {
          int access = ClassFile.u2(file, begin);
          patch =
              new MethodPatch(
                  pool,
                  file,
                  new HookedMethod(pool, hook.owner(), access, hook.name(), pool.text(descriptor)),
                  attribute);
        }
        (patch.bears(hook) ? here : refused).add(number);
      }
    }
    if (patch != null && !here.isEmpty()) {
      Bytes code = patch.patched(hooks, here);
      if (code == null) {
        refused.addAll(here);
        return;
      }
      out.copy(file, copied, attribute - 4);
      out.u4(code.size());
      out.add(code);
      copied = attribute + ClassFile.u4(file, attribute - 4);
      woven.addAll(here);
    }
  }

  private int u2() {
    int value = ClassFile.u2(file, at);
    at += 2;
    return value;
  }
}

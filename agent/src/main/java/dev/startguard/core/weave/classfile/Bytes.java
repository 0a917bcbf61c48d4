package dev.startguard.core.weave.classfile;

import java.util.Arrays;

/** A part of a class file, as it is written. */
public final class Bytes {
  private static final int MAGIC = 0xCAFEBABE;

  /** The oldest JVM's that we run on. */
  private static final int V17 = 61;

  private byte[] bytes = new byte[64];
  private int size;

  /**
   * A method, as a class file has it.
   *
   * @param handler where all begins that is done when something before it throws; 0 for none
   * @param frames as their attribute holds them; empty for none
   */
  public static Bytes method(
      Pool pool,
      int access,
      String name,
      String descriptor,
      int stack,
      int locals,
      Bytes code,
      int handler,
      Bytes frames) {
    Bytes attribute = new Bytes();
    attribute.u2(stack);
    attribute.u2(locals);
    attribute.u4(code.size);
    attribute.add(code);
    if (handler == 0) {
      attribute.u2(0);
    } else {
      attribute.u2(1);
      attribute.u2(0);
      attribute.u2(handler);
      attribute.u2(handler);
      attribute.u2(0);
    }
    if (frames.size == 0) {
      attribute.u2(0);
    } else {
      attribute.u2(1);
      attribute.u2(pool.utf8("StackMapTable"));
      attribute.u4(frames.size);
      attribute.add(frames);
    }
    Bytes method = new Bytes();
    method.u2(access);
    method.u2(pool.utf8(name));
    method.u2(pool.utf8(descriptor));
    method.u2(1);
    method.u2(pool.utf8("Code"));
    method.u4(attribute.size);
    method.add(attribute);
    return method;
  }

  /**
   * A class file.
   *
   * @param body what follows the constants
   */
  public static byte[] file(Pool pool, Bytes body) {
    Bytes file = new Bytes();
    file.u4(MAGIC);
    file.u4(V17);
    pool.write(file);
    file.add(body);
    return file.toArray();
  }

  public int size() {
    return size;
  }

  public void u1(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  public void u2(int value) {
    u1(value >>> 8);
    u1(value);
  }

  public void u4(int value) {
    u2(value >>> 16);
    u2(value);
  }

  /** Writes over what stands there. */
  public void put2(int place, int value) {
    bytes[place] = (byte) (value >>> 8);
    bytes[place + 1] = (byte) value;
  }

  /** One byte each. */
  public void all(int... values) {
    for (int value : values) {
      u1(value);
    }
  }

  public void copy(byte[] from, int begin, int end) {
    room(end - begin);
    System.arraycopy(from, begin, bytes, size, end - begin);
    size += end - begin;
  }

  public void add(Bytes other) {
    copy(other.bytes, 0, other.size);
  }

  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}

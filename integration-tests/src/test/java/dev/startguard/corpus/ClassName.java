package dev.startguard.corpus;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a class file calls itself: an entry's path may say something else. */
final class ClassName {
  private static final int MAGIC = 0xCAFEBABE;

  private ClassName() {}

  /** With slashes; null when that is no class file, or a module's. */
  static @Nullable String of(byte[] file) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
      if (in.readInt() != MAGIC) {
        return null;
      }
      in.readInt();
      Object[] pool = new Object[in.readUnsignedShort()];
      for (int i = 1; i < pool.length; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> pool[i] = in.readUTF();
          case 7 -> pool[i] = in.readUnsignedShort();
          case 8, 16, 19, 20 -> in.readUnsignedShort();
          case 15 -> in.skipNBytes(3);
          case 5, 6 -> {
            in.readLong();
            i++;
          }
          default -> in.readInt();
        }
      }
      in.readUnsignedShort();
      Object at = pool[in.readUnsignedShort()];
      Object name = at instanceof Integer index ? pool[index] : null;
      return name instanceof String text && !text.equals("module-info") ? text : null;
    } catch (IOException | RuntimeException damaged) {
      return null;
    }
  }
}

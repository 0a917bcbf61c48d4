package dev.startguard.corpus;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A class that the verifier must refuse: its method returns a number which is not there. */
final class Broken {
  static final String NAME = "Broken";

  private Broken() {}

  static byte[] file() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0xCAFEBABE);
      out.writeInt(52);
      String[] texts = {NAME, "java/lang/Object", "f", "()I", "Code"};
      out.writeShort(texts.length + 3);
      for (String text : texts) {
        out.writeByte(1);
        out.writeUTF(text);
      }
      for (int name = 1; name <= 2; name++) {
        out.writeByte(7);
        out.writeShort(name);
      }
      // Public, itself, its superclass; no interfaces, no fields, one method.
      for (int value : new int[] {0x21, 6, 7, 0, 0, 1}) {
        out.writeShort(value);
      }
      // Public and static; its name, its descriptor, one attribute: the code.
      for (int value : new int[] {9, 3, 4, 1, 5}) {
        out.writeShort(value);
      }
      out.writeInt(13);
      out.writeInt(1 << 16); // room for one value, for no variable
      out.writeInt(1);
      out.writeByte(0xac); // ireturn
      out.writeInt(0);
      out.writeShort(0);
    }
    return bytes.toByteArray();
  }
}

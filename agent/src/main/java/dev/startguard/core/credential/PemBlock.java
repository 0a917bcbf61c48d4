package dev.startguard.core.credential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One block of a PEM file (RFC 7468), between {@code -----BEGIN X-----} and {@code -----END
 * X-----}.
 */
public final class PemBlock {
  private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "-----END ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DASHES = "-----".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED = "ENCRYPTED".getBytes(StandardCharsets.US_ASCII);

  private final byte[] text;
  private final int labelFrom;
  private final int labelTo;
  private final int bodyTo;

  private PemBlock(byte[] text, int labelFrom, int labelTo, int bodyTo) {
    this.text = text;
    this.labelFrom = labelFrom;
    this.labelTo = labelTo;
    this.bodyTo = bodyTo;
  }

  /**
   * The blocks, in the order of the text; what stands between them is passed over. Empty when there
   * is none.
   *
   * @throws CredentialException when a block does not end, or its first line does not
   */
  public static List<PemBlock> all(byte[] text) throws CredentialException {
    List<PemBlock> blocks = new ArrayList<>();
    int begin = indexOf(text, BEGIN, 0);
    while (begin >= 0) {
      int labelFrom = begin + BEGIN.length;
      int labelTo = indexOf(text, DASHES, labelFrom);
      int end = labelTo < 0 ? -1 : indexOf(text, END, labelTo);
      if (end < 0) {
        throw new CredentialException("ends within a PEM block");
      }
      if (!lineEnds(text, labelTo + DASHES.length)) {
        throw new CredentialException("is PEM without its line breaks");
      }
      blocks.add(new PemBlock(text, labelFrom, labelTo, end));
      begin = indexOf(text, BEGIN, end);
    }
    return blocks;
  }

  /** Whether the block's label is that, or ends with it after a blank. */
  public boolean labelled(String label) {
    int from = labelTo - label.length();
    if (from < labelFrom || (from > labelFrom && text[from - 1] != ' ')) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      if (text[from + i] != label.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the block's label is that and no more. */
  boolean exactly(String label) {
    return labelTo - labelFrom == label.length() && labelled(label);
  }

  /**
   * Whether it says so: in its label (PKCS#8), or in a header ({@code Proc-Type: 4,ENCRYPTED}, RFC
   * 1421).
   */
  boolean encrypted() {
    int word = indexOf(text, ENCRYPTED, labelFrom);
    return word >= 0 && word < bodyFrom();
  }

  /**
   * The decoded body, in an array of the caller's own.
   *
   * @throws CredentialException when it is not base64
   */
  byte[] der() throws CredentialException {
    byte[] der = Encoded.lines(text, bodyFrom(), bodyTo);
    if (der == null) {
      throw new CredentialException("has a PEM block that is not base64");
    }
    return der;
  }

  /**
   * After the label's line, and after the headers where there are any: they end with an empty line.
   */
  private int bodyFrom() {
    int from = labelTo + DASHES.length;
    boolean header = false;
    int lineFrom = from;
    for (int i = from; i < bodyTo; i++) {
      if (text[i] == ':') {
        header = true;
      } else if (text[i] == '\n') {
        if (header && empty(lineFrom, i)) {
          return i + 1;
        }
        lineFrom = i + 1;
      }
    }
    return from;
  }

  private static boolean lineEnds(byte[] text, int from) {
    int at = from;
    while (at < text.length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) {
      at++;
    }
    return at == text.length || text[at] == '\n';
  }

  private boolean empty(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Encoded.blank(text[i])) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(byte[] text, byte[] part, int start) {
    for (int at = start; at + part.length <= text.length; at++) {
      if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    return -1;
  }
}

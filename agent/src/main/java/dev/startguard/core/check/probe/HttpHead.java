package dev.startguard.core.check.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.1 answer (RFC 9112), read by hand and bounded; its body is never read.
 *
 * @param status 100 to 999
 * @param location where a redirect leads; null when it says nothing
 */
record HttpHead(int status, @Nullable String location) {
  /** Longer heads are refused, in bytes: what most servers and clients allow. */
  private static final int LONGEST = 65_536;

  private static final int LONGEST_LOCATION = 2_000;
  private static final int INTERIM = 10;

  /** Reads until the blank line; answers that only announce the answer (1xx) are passed over. */
  static HttpHead read(Socket socket, Trial trial) throws ProbeFailure, IOException {
    Lines lines = new Lines(socket, trial);
    for (int i = 0; i < INTERIM; i++) {
      int status = status(lines);
      String location = null;
      for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
        if (location == null && line.regionMatches(true, 0, "location:", 0, 9)) {
          location = line.substring(9).trim();
        }
      }
      if (status >= 200 || status == 101) {
        boolean usable = location != null && location.length() <= LONGEST_LOCATION;
        return new HttpHead(status, usable ? location : null);
      }
    }
    throw new ProbeFailure(
        "announced an answer " + INTERIM + " times and gave none", "see what it speaks");
  }

  private static int status(Lines lines) throws ProbeFailure, IOException {
    lines.expect("HTTP/1.");
    String line = lines.next();
    int code = 0;
    for (int i = 9; i < 12 && i < line.length(); i++) {
      int digit = line.charAt(i) - '0';
      code = digit < 0 || digit > 9 ? -1000 : code * 10 + digit;
    }
    boolean formed =
        code >= 100 && line.charAt(8) == ' ' && (line.length() == 12 || line.charAt(12) == ' ');
    if (!formed) {
      throw garbage();
    }
    return code;
  }

  private static ProbeFailure garbage() {
    return new ProbeFailure("not an HTTP answer", "check the port, and whether it wants https");
  }

  /** Lines of ISO 8859-1, out of a buffer of our own. */
  private static final class Lines {
    private final Socket socket;
    private final Trial trial;
    private final InputStream in;
    private final byte[] buffer = new byte[4096];
    private int filled;
    private int position;
    private int total;

    Lines(Socket socket, Trial trial) throws IOException {
      this.socket = socket;
      this.trial = trial;
      in = socket.getInputStream();
    }

    /** Fails as soon as what comes cannot become this text; takes none of it. */
    void expect(String text) throws ProbeFailure, IOException {
      byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(buffer, position, buffer, 0, filled - position);
      filled -= position;
      position = 0;
      for (int i = 0; i < expected.length; i++) {
        while (i >= filled) {
          fill();
        }
        if (buffer[i] != expected[i]) {
          throw garbage();
        }
      }
    }

    /** The next line, without its end. */
    String next() throws ProbeFailure, IOException {
      StringBuilder line = new StringBuilder();
      while (true) {
        if (position == filled) {
          position = 0;
          filled = 0;
          fill();
        }
        char c = (char) (buffer[position++] & 0xFF);
        if (++total > LONGEST) {
          throw new ProbeFailure(
              "its headers are longer than " + LONGEST / 1024 + " KiB", "see what it sends");
        }
        if (c == '\n') {
          int end = line.length();
          return end > 0 && line.charAt(end - 1) == '\r'
              ? line.substring(0, end - 1)
              : line.toString();
        }
        line.append(c);
      }
    }

    private void fill() throws ProbeFailure, IOException {
      socket.setSoTimeout(trial.millis());
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        throw total == 0 && filled == 0
            ? new ProbeFailure("closed without an answer", "see in its own log why it hangs up")
            : new ProbeFailure("closed within its answer", "see in its own log why it hangs up");
      }
      filled += read;
    }
  }
}

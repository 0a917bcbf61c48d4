package dev.startguard.core.report.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file on a disk that has room for so many bytes. */
final class FullChannel implements SeekableByteChannel {
  private final int room;
  private int written;

  FullChannel(int room) {
    this.room = room;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int count = Math.min(room - written, bytes.remaining());
    if (count == 0) {
      throw new IOException("No space left on device");
    }
    bytes.position(bytes.position() + count);
    written += count;
    return count;
  }

  @Override
  public int read(ByteBuffer bytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    return written;
  }

  @Override
  public SeekableByteChannel position(long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long size() {
    return written;
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // nothing is open
  }
}

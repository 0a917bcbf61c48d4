package dev.startguard.core.check;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The seam over everything outside the JVM's own memory: variables, properties, arguments, files,
 * time.
 */
public interface HostFacts {

  /** The environment, as the JVM decoded it. */
  Map<String, String> env();

  /**
   * The environment as the kernel has it: {@code NAME=value} in bytes, each closed by a NUL. Null
   * where the platform does not tell.
   */
  byte @Nullable [] environ();

  /** A system property; null when it is not set. */
  @Nullable String property(String name);

  /** The names of all system properties. */
  Iterable<String> propertyNames();

  /**
   * The process's arguments as the kernel has them, JVM options included; empty where the platform
   * does not tell.
   */
  List<String> processArguments();

  /** The JVM's home directory, {@code java.home}. */
  String javaHome();

  /** A path as the process would open it, relative ones below the working directory. */
  File file(String path);

  /**
   * Reads a regular file (after following links): its first {@code limit} bytes, or all of it. No
   * copy of them is left anywhere but in the array that is returned.
   *
   * <p>What is no regular file is not opened: opening a FIFO waits for its other end. A file that
   * is replaced by one between the look and the opening would still block; whoever can do that has
   * the directory in his hands, and that is said by {@code secret-file-mode}.
   *
   * @throws IOException when it is missing, no regular file, or unreadable; the message says which,
   *     in words that follow "the file": {@code does not exist}, {@code is a directory}
   */
  byte[] read(String path, int limit) throws IOException;

  /**
   * One of the kernel's own files below {@code /proc} or {@code /sys/fs/cgroup}, which have no
   * length, and of which the caller knows that reading does not block: at most its first 64 KiB, as
   * ISO 8859-1; null where there is none, or it may not be read.
   */
  @Nullable String kernelFile(String path);

  /** How large the heap may grow, in bytes. */
  long maxHeap();

  /** How many processors the JVM takes itself to have. */
  int processors();

  /**
   * Owner, group, mode bits of a file after following links; null where the platform has no POSIX
   * modes.
   */
  @Nullable FileMode mode(String path) throws IOException;

  /**
   * Whether the application, or its JDK, has a class. Nothing is loaded.
   *
   * @param name the binary name, {@code com.acme.Outer$Inner}
   * @throws IOException when it was not found where one can look before {@code main}, and may still
   *     be elsewhere; the message says what would have to be known
   */
  boolean hasClass(String name) throws IOException;

  /** The class file of that class; null when it is not found. Nothing is loaded. */
  byte @Nullable [] classFile(String name) throws IOException;

  /** The process's effective user id; -1 where the platform has none. */
  int userId();

  /**
   * Now, in milliseconds since the epoch, as the wall clock says it. What judges a date asks {@link
   * Validation#nowMillis()}.
   */
  long nowMillis();

  /** The same in nanoseconds since the epoch, as finely as the platform says it. */
  long nowNanos();

  /**
   * By how much the kernel believes its clock to be off at the most, in nanoseconds: {@code
   * adjtimex}'s {@code maxerror}. -1 where it cannot be asked.
   */
  long kernelClockError();

  /**
   * The addresses of a host, or of an address in digits. Waits for the platform's name service for
   * as long as that likes, and cannot be interrupted. The JVM's own cache of names stays as it is,
   * and so does the application's right to configure it.
   *
   * @throws UnknownHostException when it has none; the message is the platform's
   */
  InetAddress[] addresses(String name) throws UnknownHostException;

  /**
   * Runs a program without input, and gives what it wrote to its standard output.
   *
   * @param limit how many bytes of it are wanted; the program must not write more than a pipe holds
   * @param nanos after which it is killed
   * @return null when it had to be killed
   * @throws IOException when it cannot be started, and that is all that the message says
   */
  @Nullable ProgramEnd run(List<String> command, int limit, long nanos)
      throws IOException, InterruptedException;

  /**
   * The zone that will be the JVM's default, learnt without freezing it; null where it cannot be
   * learnt.
   */
  @Nullable DefaultZone defaultZone();

  /**
   * The id of the zone that is the JVM's default, once any code has asked the JVM for it; null
   * before, and when this JVM does not tell.
   */
  @Nullable String decidedZone();

  /** The JVM's default locale. */
  Locale locale();

  /** The canonical name of the JVM's default charset. */
  String defaultCharset();

  /** How a program ended: its exit code, and its standard output, read as UTF-8. */
  record ProgramEnd(int exit, String output) {}

  /**
   * To be called before the JDK's own TLS is used, which starts the application's loggers and
   * decides default zone and locales on the way. Its answer is to be run when that is over, and
   * leaves them as open as they were.
   */
  Runnable beforeTls();

  /**
   * Owner and permission bits of a file.
   *
   * @param device the number of the file system that it is on
   */
  record FileMode(int owner, int group, int bits, long device) {}

  /**
   * The default zone, and what it was made of.
   *
   * @param id what {@code TimeZone.getDefault().getID()} will say
   * @param asked the zone that was asked for, as it was written; null when nobody asked and the
   *     platform decided
   * @param origin who asked, as the operator knows it: {@code TZ} or {@code -Duser.timezone}; null
   *     when nobody did
   */
  record DefaultZone(String id, @Nullable String asked, @Nullable String origin) {}
}

package dev.startguard.core.check.secret;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.HostFacts.FileMode;
import dev.startguard.core.check.SecretValue;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Others than us may read or write a secret's file. OpenSSH's rule (authfile.c, {@code
 * sshkey_perm_ok}): only a file of our own is judged, and its group and others must have no right
 * to it.
 */
public final class SecretFileModeCheck implements Check {
  private static final int GROUP_AND_OTHERS = 0077;
  private static final int OTHERS_WRITE = 0002;
  private static final int STICKY = 01000;

  @Override
  public String id() {
    return "secret-file-mode";
  }

  @Override
  public void run(Validation validation) {
    for (Secret secret : validation.manifest().secrets()) {
      SecretValue value = validation.secrets().of(secret);
      String path = value.path();
      if (path != null && value.value() != null && !validation.skipped(secret)) {
        check(validation, secret, path);
      }
    }
  }

  private void check(Validation validation, Secret secret, String path) {
    HostFacts host = validation.host();
    FileMode mode = mode(host, path);
    if (mode == null || host.userId() < 0) {
      validation.notEvaluated(secret.name(), "POSIX modes");
      return;
    }
    if (mode.owner()
        != host.userId()) { // a mount of the platform's: its mode is the platform's affair
      validation.passed();
      return;
    }
    File unsafe = unsafeDirectory(host, path);
    if ((mode.bits() & OTHERS_WRITE) != 0) {
      report(
          validation,
          secret,
          Severity.ERROR,
          "its file is writable by everybody (mode " + octal(mode) + ")",
          "chmod 600");
    } else if (unsafe != null) {
      report(
          validation,
          secret,
          volume(host, unsafe) ? Severity.WARNING : Severity.ERROR,
          "its file is in a directory that everybody may write to",
          "chmod o-w");
    } else if ((mode.bits() & GROUP_AND_OTHERS) != 0) {
      report(
          validation,
          secret,
          Severity.WARNING,
          "its file is open to group or others (mode " + octal(mode) + ")",
          "chmod 600");
    } else {
      validation.passed();
    }
  }

  private void report(
      Validation validation, Secret secret, Severity usual, String gist, String command) {
    FindingBuilder finding =
        SecretFinding.at(validation, id(), usual, secret, "file", "declared here").gist(gist);
    validation.report(
        finding
            .message("The secret " + secret.name() + ": " + gist)
            .fix(command + " on the " + (command.endsWith("o-w") ? "directory" : "file"))
            .build());
  }

  /**
   * The first directory above the file, by name or by way of links, where anybody may put another
   * file in its place.
   */
  private static @Nullable File unsafeDirectory(HostFacts host, String path) {
    File named = host.file(path);
    File found = unsafeAbove(host, named);
    if (found != null) {
      return found;
    }
    try {
      File real = named.getCanonicalFile();
      return real.equals(named) ? null : unsafeAbove(host, real);
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static @Nullable File unsafeAbove(HostFacts host, File file) {
    for (File directory = file.getParentFile();
        directory != null;
        directory = directory.getParentFile()) {
      FileMode mode = mode(host, directory.getPath());
      if (mode != null && (mode.bits() & OTHERS_WRITE) != 0 && (mode.bits() & STICKY) == 0) {
        return directory;
      }
    }
    return null;
  }

  /** Whether it was mounted: who else can reach it is the platform's affair, in a container. */
  private static boolean volume(HostFacts host, File directory) {
    File above = directory.getParentFile();
    FileMode inner = mode(host, directory.getPath());
    FileMode outer = above == null ? null : mode(host, above.getPath());
    return inner != null && outer != null && inner.device() != outer.device();
  }

  private static @Nullable FileMode mode(HostFacts host, String path) {
    try {
      return host.mode(path);
    } catch (IOException gone) {
      return null;
    }
  }

  private static String octal(FileMode mode) {
    return "0" + Integer.toOctalString(mode.bits());
  }
}

package dev.startguard.core.check.version;

import dev.startguard.core.check.Background;
import dev.startguard.core.check.Budget;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.Task;
import dev.startguard.core.check.Work;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the class path once, for both checks of libraries: jars, directories, and the jars
 * that executable jars and wars carry, packed or unpacked.
 */
public final class LibraryScan implements Work<LibraryScan.Found> {
  private static final String[] FOLDERS = {"BOOT-INF/lib", "WEB-INF/lib", "WEB-INF/lib-provided"};
  private static final String POMS = "META-INF/maven";

  /** No directory is searched further, in files. */
  private static final int FILES = 100_000;

  private @Nullable Task<Found> task;
  private @Nullable HostFacts host;

  /**
   * What was found.
   *
   * @param libraries in the class path's order
   * @param unreadable jars that could not be looked into
   */
  record Found(List<Library> libraries, List<String> unreadable, ClassIndex classes) {}

  /** Begins it, if nobody has yet. */
  Task<Found> begin(Background background, HostFacts facts) {
    if (task == null) {
      host = facts;
      task = background.begin("libraries", this);
    }
    return task;
  }

  /** Waits for what a search finds; null when it did not answer in time. */
  static @Nullable Found await(Task<Found> search) {
    try {
      return search.await() ? search.answer() : null;
    } catch (InterruptedIOException late) {
      return null;
    } catch (RuntimeException crash) {
      throw crash;
    } catch (Exception crash) {
      throw new IllegalStateException(crash);
    }
  }

  @Override
  public Found run(Budget budget) throws InterruptedIOException {
    Found found = new Found(new ArrayList<>(), new ArrayList<>(0), new ClassIndex());
    if (host != null) {
      for (File entry : ClassPath.of(host, budget)) {
        if (entry.isDirectory()) {
          directory(entry, found, budget);
        } else {
          jar(entry, found, budget);
        }
      }
    }
    ClassPath.keep(budget);
    return found;
  }

  private static void jar(File file, Found found, Budget budget) {
    String place = file.getPath();
    LibraryEvidence evidence = new LibraryEvidence(place);
    List<ZipEntry> nested = new ArrayList<>(0);
    found.classes.place(place);
    try (ZipFile zip = budget.watch(new ZipFile(file))) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        found.classes.add(name);
        if (LibraryEvidence.tells(name)) {
          try (InputStream in = zip.getInputStream(entry)) {
            evidence.add(name, in.readNBytes(LibraryEvidence.LIMIT));
          }
        } else if (NestedJars.library(name)) {
          nested.add(entry);
        }
      }
      evidence.addTo(found.libraries);
      for (ZipEntry entry : nested) {
        nested(zip, entry, place + "!/" + entry.getName(), found);
      }
      budget.unwatch(zip);
    } catch (IOException | IllegalStateException | IllegalArgumentException unreadable) {
      found.unreadable.add(place);
    }
  }

  private static void nested(ZipFile zip, ZipEntry entry, String place, Found found) {
    LibraryEvidence evidence = new LibraryEvidence(place);
    found.classes.place(place);
    try {
      NestedJar jar = new NestedJar(zip, entry);
      while (jar.next()) {
        String name = jar.name();
        found.classes.add(name);
        if (LibraryEvidence.tells(name)) {
          evidence.add(name, jar.content(LibraryEvidence.LIMIT));
        }
      }
      evidence.addTo(found.libraries);
    } catch (IOException unreadable) {
      found.unreadable.add(place);
    }
  }

  private void directory(File directory, Found found, Budget budget) {
    found.classes.place(directory.getPath());
    Deque<String> open = new ArrayDeque<>();
    open.push("");
    int files = 0;
    while (!open.isEmpty() && files < FILES && budget.leftNanos() > 0) {
      String below = open.pop();
      String[] names = new File(directory, below).list();
      for (int i = 0; names != null && i < names.length; i++) {
        files++;
        String name = below + names[i];
        if (name.endsWith(".class")) {
          found.classes.add(name);
        } else if (names[i].indexOf('.') < 0 && new File(directory, name).isDirectory()) {
          open.add(name + "/"); // packages have no dots in their parts' names
        }
      }
    }
    poms(directory, found);
    for (String folder : FOLDERS) {
      String[] names = new File(directory, folder).list();
      for (int i = 0; names != null && i < names.length; i++) {
        File file = new File(new File(directory, folder), names[i]);
        if (names[i].endsWith(".jar") && file.isFile()) {
          jar(file, found, budget);
        }
      }
    }
  }

  /** {@code META-INF/maven/GROUP/ARTIFACT/pom.properties} of classes that are not packed. */
  private void poms(File directory, Found found) {
    File maven = new File(directory, POMS);
    String[] groups = maven.list();
    for (int i = 0; groups != null && i < groups.length; i++) {
      String[] artifacts = new File(maven, groups[i]).list();
      for (int j = 0; artifacts != null && j < artifacts.length; j++) {
        String name = POMS + "/" + groups[i] + "/" + artifacts[j] + "/pom.properties";
        File file = new File(directory, name);
        if (file.isFile() && host != null) {
          LibraryEvidence evidence = new LibraryEvidence(file.getPath());
          try {
            evidence.add(name, host.read(file.getPath(), LibraryEvidence.LIMIT));
            evidence.addTo(found.libraries);
          } catch (IOException unreadable) {
            found.unreadable.add(file.getPath());
          }
        }
      }
    }
  }
}

package dev.startguard.core;

import dev.startguard.core.catalog.CheckCatalog;
import dev.startguard.core.check.Check;
import dev.startguard.core.check.Conditions;
import dev.startguard.core.check.FlagStates;
import dev.startguard.core.check.SecretValues;
import dev.startguard.core.check.Validation;
import dev.startguard.core.check.Value;
import dev.startguard.core.check.Values;
import dev.startguard.core.report.Console;
import dev.startguard.core.report.ExitCode;
import dev.startguard.core.report.TextReport;
import dev.startguard.finding.Report;
import dev.startguard.manifest.type.ValueTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the checks on a second thread while the manifest is being found and read: nearly all of
 * what a start costs in a cold JVM is the loading of classes. Nothing depends on it; what it does
 * not come to, the first thread does.
 */
final class Preload extends Thread {
  /** The types that most manifests use. */
  private static final String[] TYPES = {
    "string",
    "port",
    "hostname",
    "integer",
    "boolean",
    "enum",
    "url",
    "duration",
    "list",
    "jdbc-url"
  };

  private volatile @Nullable List<Check> checks;

  private Preload() {
    super("startguard-preload");
    setDaemon(true);
  }

  /** Starts one; null where a second thread would only take the first one's processor. */
  static @Nullable Preload start(Runtime runtime) {
    if (runtime.availableProcessors() < 2) {
      return null;
    }
    Preload preload = new Preload();
    preload.start();
    return preload;
  }

  /** The checks, made anew. Waits for a preload that is at it. */
  static List<Check> checks(@Nullable Preload preload) {
    try {
      if (preload != null) {
        preload.join();
        List<Check> made = preload.checks;
        if (made != null) {
          return made;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return CheckCatalog.checks();
  }

  @Override
  public void run() {
    try {
      checks = CheckCatalog.checks();
      Class<?>[] used = {
        Validation.class,
        Values.class,
        Value.class,
        SecretValues.class,
        FlagStates.class,
        Conditions.class
      };
      initialize(used);
      for (String type : TYPES) {
        ValueTypes.of(type);
      }
      Class<?>[] report = {ExitCode.class, Report.class, TextReport.class, Console.class};
      initialize(report);
    } catch (Throwable failure) { // the first thread meets it again, where it is answered
      checks = null;
    }
  }

  /** Verifying and initialising is the larger part of loading. */
  private static void initialize(Class<?>[] classes) throws ClassNotFoundException {
    for (Class<?> type : classes) {
      Class.forName(type.getName(), true, type.getClassLoader());
    }
  }
}

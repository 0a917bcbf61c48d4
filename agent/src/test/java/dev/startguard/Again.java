package dev.startguard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * Runs tests again and again in one JVM, and ends with the first that fails: what depends on time
 * has to hold every time. {@code mvn -Prepeat verify} runs it.
 */
public final class Again {
  private Again() {}

  /**
   * Runs them.
   *
   * @param arguments how often, and the packages or classes whose tests are run, with commas
   */
  public static void main(String[] arguments) {
    int times = Integer.parseInt(arguments[0]);
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (String name : arguments[1].split(",", -1)) {
      selectors.add(
          name.endsWith("Test")
              ? DiscoverySelectors.selectClass(name)
              : DiscoverySelectors.selectPackage(name));
    }
    LauncherDiscoveryRequest tests =
        LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
    Launcher launcher = LauncherFactory.create();
    long found = 0;
    for (int time = 1; time <= times; time++) {
      long begin = System.nanoTime();
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      launcher.execute(tests, listener);
      found = listener.getSummary().getTestsSucceededCount();
      for (Failure failure : listener.getSummary().getFailures()) {
        System.out.println(failure.getTestIdentifier().getUniqueId());
        failure.getException().printStackTrace(System.out);
      }
      if (listener.getSummary().getTotalFailureCount() > 0 || found == 0) {
        System.out.println("run " + time + " of " + times + " failed");
        System.exit(1);
      }
      System.out.printf(
          Locale.ROOT,
          "run %d of %d: %d tests in %.1f s%n",
          time,
          times,
          found,
          (System.nanoTime() - begin) / 1e9);
    }
    System.out.println(
        found + " tests, " + times + " times, JDK " + System.getProperty("java.version"));
  }
}

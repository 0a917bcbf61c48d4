package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples' own scripts, as the README's reader runs them. */
class ExamplesIT {
  private static final String WARN = "startguard WARN predicted ";
  private static final String ERROR = "startguard ERROR proven ";
  private static final Path EXAMPLES = Path.of(System.getProperty("startguard.examples"));

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesCheckoutInABrokenEnvironmentAndStartsItInAGoodOne(Jdk jdk) throws IOException {
    int port = freePort();
    Outcome outcome =
        script(jdk, "checkout/demo.sh").env("DEMO_PORT", Integer.toString(port)).run();

    assertThat(outcome.exit()).as("%s", outcome).isZero();
    assertThat(outcome.outLines())
        .contains("exit code: 78")
        .anyMatch(line -> line.contains("\"total\":14.99"));
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .as("the service is stopped")
        .isInstanceOf(ConnectException.class);
    List<String> errors = outcome.errLines();
    assertThat(errors.get(0))
        .as("%s", outcome)
        .startsWith("STARTGUARD REFUSED checkout (prod): ")
        .endsWith("Exit 78; main() did not run.")
        .hasSizeLessThanOrEqualTo(300);
    assertThat(outcome.err())
        .contains("error[env-missing]: DB_HOST is required and not set")
        .contains("error[env-type]: HTTP_PORT is not a port")
        .contains("error[env-constraint]: PUBLIC_URL")
        .contains("error[secret-whitespace]: DB_PASSWORD")
        .contains("error[secret-placeholder]: PAYMENT_TOKEN")
        .contains("error[flag-retired]: POWER_PEG")
        .contains("not evaluated: needs DB_HOST (3): database")
        .as("what is reported already says no more of itself")
        .doesNotContain("needs PAYMENT_TOKEN");
    int started =
        errors.indexOf(
            errors.stream().filter(line -> line.startsWith("startguard: ")).findFirst().orElse(""));
    assertThat(errors.get(started))
        .as("%s", outcome)
        .matches(
            "startguard: checkout: \\d+ checks passed in \\d+ ms"
                + " \\(startguard.yaml, profile prod\\), [12] warnings?");
    List<String> further = errors.subList(started + 1, errors.size());
    assertThat(further)
        .as("the database that is not there, and a clock that may be nobody's")
        .anyMatch(line -> line.matches(" +\\d +warning +probe-failed +database .*"))
        .filteredOn(line -> line.contains(" warning "))
        .allMatch(line -> line.matches(" +\\d +warning +(probe-failed|clock-\\w+) .*"));
    String billing = "com.acme.checkout.billing.BillingDay.";
    String background = " com.acme.checkout.background.Background.";
    assertThat(further)
        .as("the mistakes of both parts, two pools of lost tasks, and nothing that is none")
        .filteredOn(line -> line.startsWith("startguard "))
        .hasSize(7)
        .anyMatch(line -> line.startsWith(ERROR + "periodic-task-died" + background + "refresh"))
        .anyMatch(line -> line.startsWith(ERROR + "wait-cycle" + background))
        .anyMatch(line -> line.startsWith(ERROR + "tasks-lost" + background + "<init>"))
        .anyMatch(line -> line.startsWith(WARN + "week-year-pattern " + billing + "<init>"))
        .anyMatch(line -> line.startsWith(WARN + "dst-danger-predicted " + billing + "cutOffs"))
        .anyMatch(line -> line.startsWith(ERROR + "business-day-mismatch " + billing + "today"));
    assertThat(further)
        .as("which of the lambdas waited")
        .anyMatch(
            line ->
                line.startsWith("  submitted such a task at" + background + "mailLastReceipt("));
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void refusesThePlainExampleWithoutANameAndStartsItWithOne(Jdk jdk) {
    Outcome refused = script(jdk, "plain/run.sh").run();
    assertThat(refused.exit()).as("%s", refused).isEqualTo(78);
    assertThat(refused.out()).isEmpty();

    Outcome greeted = script(jdk, "plain/run.sh").env("GREETING_NAME", "Ada").run();
    assertThat(greeted.exit()).as("%s", greeted).isZero();
    assertThat(greeted.outLines()).containsExactly("Hello, Ada!");
  }

  private static ForkedJvm script(Jdk jdk, String script) {
    String path = jdk.home().resolve("bin") + File.pathSeparator + System.getenv("PATH");
    return ForkedJvm.of(jdk)
        .instead(List.of("bash", EXAMPLES.resolve(script).toString()))
        .env("HOME", System.getProperty("user.home"))
        .env("PATH", path);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

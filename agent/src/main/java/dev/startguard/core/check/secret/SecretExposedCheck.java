package dev.startguard.core.check.secret;

import dev.startguard.core.check.Check;
import dev.startguard.core.check.HostFacts;
import dev.startguard.core.check.SecretValue;
import dev.startguard.core.check.Validation;
import dev.startguard.finding.Redacted;
import dev.startguard.finding.Severity;
import dev.startguard.manifest.Secret;
import java.util.ArrayList;
import java.util.List;

/**
 * A secret also stands where others see it: on the command line, in a system property, in the
 * variables whose options the JVM echoes. And a warning when Flight Recorder records, which stores
 * all variables.
 */
public final class SecretExposedCheck implements Check {
  private static final String[] OPTIONS = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  /**
   * Properties that the JVM sets for itself. What a user sets among them stands on the command
   * line.
   */
  private static final String[] OWN = {
    "java.", "jdk.", "sun.", "os.", "user.", "file.", "startguard."
  };

  /** So many places are named, the others counted. */
  private static final int NAMED = 2;

  private static final String RECORDING = "-XX:StartFlightRecording";
  private static final String NO_VARIABLES = "jdk.InitialEnvironmentVariable#enabled=false";

  @Override
  public String id() {
    return "secret-exposed";
  }

  @Override
  public void run(Validation validation) {
    List<Secret> secrets = validation.manifest().secrets();
    List<ExposedPlace> given = null;
    List<ExposedPlace> properties = null;
    for (Secret secret : secrets) {
      Redacted value = SecretShape.judged(validation, secret);
      if (value == null) {
        continue;
      }
      if (given == null || properties == null) {
        given = given(validation.host());
        properties = properties(validation.host());
      }
      String found = where(validation, given, value);
      if (found.isEmpty()) { // what was given as -D is a property too
        found = where(validation, properties, value);
      }
      if (found.isEmpty()) {
        validation.passed();
      } else {
        report(validation, secret, found);
      }
    }
    if (given != null && records(given)) {
      checkRecording(validation, secrets);
    }
  }

  /** The places that the secret stands in, the first ones by name; empty when there is none. */
  private static String where(Validation validation, List<ExposedPlace> places, Redacted secret) {
    StringBuilder found = new StringBuilder();
    int count = 0;
    for (int i = 0; i < places.size(); i++) {
      if (!secret.parse(places.get(i))) {
        continue;
      }
      String name = places.get(i).name(validation.disclosure());
      if (++count <= NAMED) {
        found.append(count == 1 ? "" : ", ").append(name);
      }
    }
    int more = count - NAMED;
    if (more > 0) {
      found.append(" and in ").append(more).append(more == 1 ? " more place" : " more places");
    }
    return found.toString();
  }

  private void report(Validation validation, Secret secret, String where) {
    validation.report(
        SecretFinding.of(validation, id(), Severity.ERROR, secret)
            .gist("also stands " + where)
            .message("The value of " + secret.name() + " also stands " + where)
            .why("process lists, logs and crash reports show it to others")
            .fix(
                "take it out there, let the program read "
                    + secret.name()
                    + ", and replace the secret")
            .build());
  }

  private static List<ExposedPlace> given(HostFacts host) {
    List<ExposedPlace> places = new ArrayList<>();
    List<String> arguments = host.processArguments();
    for (int i = 1; i < arguments.size(); i++) {
      places.add(ExposedPlace.argument(arguments.get(i), arguments.get(i - 1)));
    }
    String command = host.property("sun.java.command");
    if (arguments.isEmpty() && command != null) {
      places.add(new ExposedPlace("on the command line", "", command, 0));
    }
    for (String name : OPTIONS) {
      String options = host.env().get(name);
      if (options != null) {
        places.add(new ExposedPlace("in " + name, "", options, 0));
      }
    }
    return places;
  }

  private static List<ExposedPlace> properties(HostFacts host) {
    List<ExposedPlace> places = new ArrayList<>();
    for (String name : host.propertyNames()) {
      String value = owned(name) ? null : host.property(name);
      if (value != null) {
        places.add(new ExposedPlace("in the system property", name, value, 0));
      }
    }
    return places;
  }

  private static boolean owned(String property) {
    for (String prefix : OWN) {
      if (property.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean records(List<ExposedPlace> places) {
    boolean records = false;
    for (ExposedPlace place : places) {
      if (place.text().contains(NO_VARIABLES)) {
        return false;
      }
      records |= place.text().contains(RECORDING);
    }
    return records;
  }

  /** One finding for one cause, however many secrets there are. */
  private void checkRecording(Validation validation, List<Secret> secrets) {
    Secret first = null;
    StringBuilder others = new StringBuilder();
    for (Secret secret : secrets) {
      SecretValue value = validation.secrets().of(secret);
      if (value.judged() == null || value.path() != null) {
        continue;
      }
      if (first == null) {
        first = secret;
      } else {
        others.append(others.isEmpty() ? "" : ", ").append(secret.name());
      }
    }
    if (first == null) {
      return;
    }
    String also = others.isEmpty() ? "" : "; so are " + others;
    validation.report(
        SecretFinding.of(validation, id(), Severity.WARNING, first)
            .gist("is in the environment while Flight Recorder records")
            .detail(
                "is in the environment while Flight Recorder records, which stores all variables"
                    + also)
            .fix("hand secrets over in files")
            .fix("record with " + NO_VARIABLES)
            .build());
  }
}

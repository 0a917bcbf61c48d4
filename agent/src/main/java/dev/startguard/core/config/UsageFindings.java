package dev.startguard.core.config;

import dev.startguard.finding.Disclosure;
import dev.startguard.finding.Finding;
import dev.startguard.finding.FindingBuilder;
import dev.startguard.finding.NearestName;
import dev.startguard.finding.Severity;
import dev.startguard.finding.Shown;
import java.util.ArrayList;
import java.util.List;

/** What is said of arguments and settings that cannot be understood. Its page is {@code usage}. */
final class UsageFindings {
  private UsageFindings() {}

  static Finding unknownKey(String key) {
    String near = NearestName.of(key.strip(), Keys.names());
    FindingBuilder finding = usage(key.isEmpty() ? "(no name)" : Disclosure.plain(key));
    if (near == null) {
      finding.gist("not an argument");
    } else {
      finding
          .gist("not an argument (" + near + "?)")
          .detail("not an argument: did you mean " + near + "?")
          .fix("write " + near + "=VALUE");
    }
    return finding
        .message(quoted(key) + " is not one of the agent's arguments")
        .note("known", join(Keys.names()))
        .build();
  }

  static Finding noValue(String part) {
    return usage(part.isEmpty() ? "(empty)" : Disclosure.plain(part))
        .gist("not key=value")
        .message("The agent's argument " + quoted(part) + " is not key=value")
        .fix("separate key=value pairs by one comma; write a comma inside a value twice")
        .build();
  }

  static Finding twice(String key) {
    return usage(key)
        .gist("given twice")
        .message("The agent's argument " + key + " is given twice")
        .fix("keep one of the two")
        .build();
  }

  static Finding badValue(String key, String value, String subject, String origin) {
    List<String> allowed = Keys.allowed(key);
    if (allowed == null) {
      return usage(subject)
          .gist("empty")
          .detail("empty, or without a visible character")
          .message(subject + " from " + origin + " names nothing")
          .fix("give " + key + " a value, or leave it out")
          .build();
    }
    String near = NearestName.of(value.strip(), allowed);
    Shown shown = new Disclosure(List.of()).show(subject, value);
    FindingBuilder finding =
        usage(subject)
            .gist("not one of " + join(allowed) + (near == null ? "" : " (" + near + "?)"))
            .detail(
                "not one of "
                    + join(allowed)
                    + ": "
                    + shown.text()
                    + (near == null ? "" : "; did you mean " + near + "?"))
            .message(subject + " is not one of " + join(allowed))
            .found(shown)
            .note("from", origin);
    return (near == null ? finding : finding.fix("write " + near)).build();
  }

  private static FindingBuilder usage(String subject) {
    return Finding.of("usage", Severity.ERROR, subject);
  }

  private static String quoted(String text) {
    return '"' + Disclosure.plain(text) + '"';
  }

  static String join(List<String> words) {
    StringBuilder all = new StringBuilder();
    for (String word : new ArrayList<>(words)) {
      all.append(all.length() == 0 ? "" : ", ").append(word);
    }
    return all.toString();
  }
}

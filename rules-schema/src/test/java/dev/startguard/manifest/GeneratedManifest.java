package dev.startguard.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A valid manifest made up from a seed: the lines under {@code startguard} and {@code service}. */
public final class GeneratedManifest {
  private static final String[] SCHEMES = {"http", "https", "ftp", "ws"};

  private final Random random;
  private final boolean overridden;
  private final StringBuilder yaml = new StringBuilder();
  private final List<String> variables = new ArrayList<>();

  private GeneratedManifest(long seed, boolean overridden) {
    random = new Random(seed);
    this.overridden = overridden;
  }

  /** About {@code entries} entries of every kind, with overrides for dev and prod. */
  public static String of(long seed, int entries) {
    return new GeneratedManifest(seed, true).write(entries);
  }

  /** The same without a profile's override. */
  public static String plain(long seed, int entries) {
    return new GeneratedManifest(seed, false).write(entries);
  }

  private String write(int entries) {
    yaml.append("profiles: { select: APP_ENV, known: [dev, prod], default: dev }\nenv:\n");
    for (int i = 0; i < entries; i++) {
      variable("V" + i);
    }
    yaml.append("properties:\n  a.region: { type: enum, values: [eu, us] }\nsecrets:\n");
    for (int i = 0; i <= entries / 10; i++) {
      yaml.append("  S" + i + ": { minLength: " + random.nextInt(64));
      yaml.append(i > 0 ? ", distinctFrom: [S" + random.nextInt(i) + "] }\n" : " }\n");
    }
    yaml.append("flags:\n");
    for (int i = 0; i <= entries / 10; i++) {
      yaml.append("  F" + i + ": { expect: { prod: " + random.nextBoolean() + " }");
      yaml.append(i > 0 ? ", conflicts: [F" + random.nextInt(i) + "] }\n" : " }\n");
    }
    yaml.append("groups:\n");
    for (int i = 0; i <= entries / 20; i++) {
      yaml.append("  - { name: g" + i + ", allOrNone: [" + any() + ", S0] }\n");
    }
    yaml.append("policy: { deadline: " + (10 + random.nextInt(10)) + "s }\n");
    yaml.append("platform: { timezone: UTC, memory: { containerMin: 512MiB } }\n");
    yaml.append("clock: { maxOffset: 500ms, sources: [chrony, kernel], minSources: 1 }\n");
    yaml.append("probes: { db: { tcp: \"${" + any() + "}:1\", timeout: 2s } }\n");
    return yaml.toString();
  }

  private String any() {
    return variables.get(random.nextInt(variables.size()));
  }

  private void variable(String name) {
    String entry =
        switch (random.nextInt(9)) {
          case 0 -> "";
          case 1 -> "hostname";
          case 2 -> "{ type: port, min: " + (1 + random.nextInt(1000)) + ", codeDefault: 8080 }";
          case 3 -> "{ type: integer, max: " + random.nextInt(1000) + over("max: 5") + " }";
          case 4 -> "{ type: url, schemes: [" + schemes() + "]" + over("schemes: [http]") + " }";
          case 5 -> "{ type: duration, property: p." + name + over("required: false") + " }";
          case 6 -> "{ description: why, owner: me" + over("description: other") + " }";
          case 7 ->
              "{ type: list, of: hostname, minItems: 1, unique: " + random.nextBoolean() + " }";
          default ->
              variables.isEmpty()
                  ? "string"
                  : "{ requiredWhen: { env: " + any() + ", isSet: " + random.nextBoolean() + " } }";
        };
    yaml.append("  " + name + ": " + entry + "\n");
    variables.add(name);
  }

  private String over(String field) {
    String profile = random.nextBoolean() ? "dev" : "prod";
    return overridden ? ", profiles: { " + profile + ": { " + field + " } }" : "";
  }

  private String schemes() {
    int first = random.nextInt(SCHEMES.length);
    return random.nextBoolean()
        ? SCHEMES[first]
        : SCHEMES[first] + ", " + SCHEMES[(first + 1) % SCHEMES.length];
  }
}

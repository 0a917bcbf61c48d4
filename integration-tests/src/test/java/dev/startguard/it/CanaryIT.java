package dev.startguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.it.app.Hello;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Puts a canary in every position that a secret can have, runs the checks into their failures, and
 * looks for it in every byte that comes out: both streams, the JSON lines, the termination log, and
 * every other file that was made or changed.
 */
@Timeout(120)
class CanaryIT {
  private static final String C = Canary.TEXT;
  private static final String PASSWORD = "st0re-" + C;

  @TempDir static Path shared;
  private static byte[] keystore = {};
  private static String privateKey = "";
  private static String expired = "";
  private static String stranger = "";

  @TempDir Path folder;

  @BeforeAll
  static void makeCredentials() throws Exception {
    keytool("own", "-10d");
    keytool("stranger", "-2d");
    keystore = Files.readAllBytes(shared.resolve("own"));
    KeyStore own = load("own");
    privateKey = pem("PRIVATE KEY", own.getKey("a", PASSWORD.toCharArray()).getEncoded());
    expired = pem("CERTIFICATE", own.getCertificate("a").getEncoded());
    stranger = pem("CERTIFICATE", load("stranger").getCertificate("a").getEncoded());
  }

  private static void keytool(String name, String start) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Jdks.current().tool("keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=x",
                "-storetype",
                "PKCS12",
                "-startdate",
                start,
                "-validity",
                "5",
                "-keystore",
                shared.resolve(name).toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(shared.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
  }

  private static KeyStore load(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(shared.resolve(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static String jwt(String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(C.getBytes(StandardCharsets.UTF_8));
  }

  /** Every output, and on further JDKs both renderings. */
  static Stream<Arguments> everywhere() {
    List<Arguments> all = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      all.add(Arguments.of(jdk, ""));
      all.add(Arguments.of(jdk, ",format=json"));
      if (jdk.equals(Jdks.current())) {
        all.add(Arguments.of(jdk, ",mode=warn"));
        all.add(Arguments.of(jdk, ",stream=stdout,mode=warn"));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void showsNoDeclaredSecretOfAnyFailure(Jdk jdk, String more) throws IOException {
    writeSecrets();
    write(
        "startguard.yaml",
        """
        startguard: 1
        service: canary
        owner: team
        policy:
          terminationLog: %1$s/termination.log
          undeclared: { prefixes: [CANARY_, PW_, X_] }
        profiles: { select: APP_ENV, known: [dev, prod], default: dev }
        env:
          PORT: port
          COUNT: integer
          RATIO: decimal
          KIND: { type: enum, values: [a, b] }
          FLAG: boolean
          WAIT: duration
          SIZE: bytes
          WHEN: date
          ZONE: timezone
          HOST: hostname
          ADDRESS: ip
          LINK: url
          DATABASE: jdbc-url
          PLACE: { type: path, exists: true }
          CLAZZ: class
          TEXT: { maxLength: 3 }
          PATTERN: { pattern: '[0-9]+' }
          ITEMS: { type: list, of: port }
          DOC: json
          ID: uuid
          BIN: base64
          OLD: { type: port, required: false, deprecated: { replacedBy: PORT, since: 2026-01-01 } }
          TWICE: { type: string, property: app.twice }
          WANTED: { type: string, requiredWhen: { env: KIND, equals: a } }
        properties:
          app.region: { type: enum, values: [eu, us] }
        groups:
          - { name: g, exactlyOneOf: [G_ONE, G_TWO] }
        secrets:
          G_ONE:
          G_TWO:
          LINE_FEED:
          QUOTED:
          TEMPLATE:
          PLACEHOLDER:
          SHORT: { minLength: 99 }
          ENCODED: { encoding: base64, minBytes: 99 }
          NOT_ENCODED: { encoding: hex }
          TYPED: { type: uuid }
          NARROW: { maxLength: 3, prefix: sk_ }
          REUSED: { distinctFrom: [SHORT] }
          BOTH:
          AS_PATH:
          FOREIGN: { from: [file] }
          IN_FOLDER: { file: %1$s/%2$s/secret }
          OPEN: { file: %1$s/open }
          NO_KEY: { type: pem-key, file: %1$s/nokey }
          KEY: { type: pem-key, file: %1$s/key, matches: STRANGER }
          STRANGER: { type: pem-cert, file: %1$s/stranger }
          CERT: { type: pem-cert, file: %1$s/cert }
          STORE: { type: pkcs12, file: %1$s/store, passwordFrom: STORE_PASSWORD }
          STORE_PASSWORD:
          STORE_TWO: { type: pkcs12, file: %1$s/store, passwordFrom: SHORT }
          TOKEN: { type: jwt }
          NO_TOKEN: { type: jwt }
          BROKEN_TOKEN: { type: jwt }
        flags:
          NEW: { type: boolean, expect: true }
          VARIANT: { type: enum, values: [x, y], expect: x }
          GONE: { retired: 2019-05-01 }
          FILED: { type: boolean, file: %1$s/flags.json, expect: true }
        """
            .formatted(folder, "in-" + C.replace('/', '_')));
    ForkedJvm jvm =
        ForkedJvm.of(jdk)
            .agent(
                "manifest=" + folder + "/startguard.yaml,report=" + folder + "/report.json" + more);
    for (String name :
        List.of(
            "PORT",
            "COUNT",
            "RATIO",
            "KIND",
            "FLAG",
            "WAIT",
            "SIZE",
            "WHEN",
            "ZONE",
            "HOST",
            "ADDRESS",
            "LINK",
            "DATABASE",
            "PLACE",
            "CLAZZ",
            "TEXT",
            "PATTERN",
            "ITEMS",
            "DOC",
            "ID",
            "BIN",
            "OLD",
            "TWICE",
            "NEW",
            "VARIANT",
            "GONE",
            "G_ONE",
            "G_TWO",
            "SHORT",
            "REUSED",
            "NOT_ENCODED",
            "TYPED",
            "NARROW",
            "FOREIGN",
            "NO_TOKEN",
            "CANARY_X",
            "APP_ENV",
            "STARTGUARD_" + "UNKNOWN")) {
      jvm.env(name, C);
    }
    jvm.env("DATABASE", "jdbc:postgresql://app:" + C + "@db:x/a?password=" + C)
        .env("LINK", "ftp:// " + C)
        .env("LINE_FEED", C + "\n")
        .env("QUOTED", "\"" + C + "\"")
        .env("TEMPLATE", "x${" + "NAME}" + C)
        .env("PLACEHOLDER", "changeme-" + C)
        .env("ENCODED", base64(C))
        .env("BOTH", C)
        .env("BOTH_FILE", folder + "/open")
        .env("AS_PATH_FILE", C)
        .env("STORE_PASSWORD", PASSWORD)
        .env("TOKEN", jwt("{\"exp\":1000000000,\"sub\":\"" + C + "\"}"))
        .env("BROKEN_TOKEN", jwt("{\"exp\":\"" + C + "\"}"))
        .env("X_ENCODED", base64("user:" + C))
        .env("JAVA_TOOL_OPTIONS", "-Dtool=" + C)
        .jvm(
            "-Dapp.region=" + C,
            "-Dapp.twice=other-" + C,
            "-DGONE=" + C,
            "-D" + C + "=x",
            "-XX:StartFlightRecording:filename=" + shared.resolve("x.jfr"))
        .in(folder)
        .main(Hello.class, C, "--token", C);

    Outcome outcome = search(jvm);

    String all = outcome.err() + outcome.out() + Files.readString(folder.resolve("report.json"));
    assertThat(all)
        .as("%s", outcome)
        .contains(
            "env-type",
            "env-constraint",
            "env-deprecated",
            "env-undeclared",
            "property-constraint",
            "group-unsatisfied",
            "secret-missing",
            "secret-whitespace",
            "secret-placeholder",
            "secret-weak",
            "secret-exposed",
            "secret-expired",
            "secret-mismatch",
            "secret-reused",
            "flag-unexpected",
            "flag-retired");
    assertThat(outcome.exit()).isEqualTo(more.contains("warn") ? 0 : 78);
  }

  private void writeSecrets() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("in-" + C.replace('/', '_')));
    Files.writeString(odd.resolve("secret"), C + "\r\n");
    write("open", C);
    write("nokey", C);
    write("key", privateKey);
    write("stranger", stranger);
    write("cert", expired + C);
    Files.write(folder.resolve("store"), keystore);
    write(
        "flags.json",
        "{ \"flags\": { \"FILED\": { \"state\": \"ENABLED\", \"defaultVariant\": \""
            + C
            + "\" } } }");
    write("termination.log", "");
  }

  /** Without a declaration nothing knows the canary, but by its position. */
  static Stream<Arguments> positions() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("URL_USER_INFO", "https://user:" + C + "@host:x/path");
    values.put("URL_USER", "https://" + C + "@host/");
    values.put("URL_QUERY", "https://host/path?a=b&access=" + C);
    values.put("URL_FRAGMENT", "https://host/path#" + C);
    values.put("JDBC_USER_INFO", "jdbc:postgresql://app:" + C + "@h1,h2/db");
    values.put("JDBC_QUERY", "jdbc:postgresql://h1/db?user=a&password=" + C);
    values.put("JDBC_PROPERTIES", "jdbc:sqlserver://h1;user=a;password={" + C + "};x=y");
    values.put("JDBC_ORACLE", "jdbc:oracle:thin:scott/" + C + "@//h1:1521/s");
    values.put("JDBC_MYSQL", "jdbc:mysql://(host=h,user=a,password=" + C + ")/db");
    values.put("MONGO", "mongodb://a:" + C + "@h1:27017,h2/db");
    values.put("NO_SCHEME", "user:" + C + "@host:5432");
    values.put("NAMED", "host=db password=" + C);
    values.put("JSON_NAMED", "{\"password\":\"" + C + "\"}");
    values.put("OPTION", "--password " + C);
    values.put("JWT_SHAPE", jwt("{}"));
    values.put("GITHUB_SHAPE", "ghp_" + C);
    values.put("AWS_SHAPE", "AKIAIOSFODNN7EXAMPLE " + C);
    values.put("PEM_SHAPE", "-----BEGIN PRIVATE KEY-----\n" + C + "\n-----END PRIVATE KEY-----");
    values.put("BEARER", "Bearer " + C);
    values.put("WEBHOOK", "https://hooks.slack.com/services/T0/" + C);
    values.put("MY_API_KEY", C);
    values.put("DB_PASSWORD", C);
    values.put("AUTH_TOKEN", C);
    values.put("CLIENT_SECRET", C);
    values.put("REDIS_AUTH", C);
    values.put("APP_CREDENTIALS", C);
    values.put("JAVA_TOOL_OPTIONS", "-Dx=" + C);
    List<Arguments> all = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      for (Map.Entry<String, String> value : values.entrySet()) {
        all.add(Arguments.of(jdk, value.getKey(), value.getValue()));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("positions")
  void showsNoSecretThatOnlyItsPositionTells(Jdk jdk, String name, String value)
      throws IOException {
    write(
        "startguard.yaml",
        """
        startguard: 1
        service: canary
        policy: { undeclared: { prefixes: ['%1$s'] }, terminationLog: %2$s/termination.log }
        env:
          %1$s: port
          OTHER: { type: enum, values: [a] }
        properties:
          app.%1$s: { type: date }
        flags:
          %1$s_FLAG: { type: boolean, expect: true }
        """
            .formatted(name, folder));
    write("termination.log", "");
    ForkedJvm jvm =
        ForkedJvm.of(jdk)
            .agent("report=" + folder + "/report.json")
            .env(name, value)
            .env(name + "X", value)
            .in(folder)
            .main(Hello.class, value);
    if (!name.equals("JAVA_TOOL_OPTIONS")) { // known by exactly this name
      jvm.env(name + "_FLAG", value).jvm("-Dapp." + name + "=" + value);
    }

    Outcome outcome = search(jvm);

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err()).contains("env-type");
  }

  /** A secret's value in clear, and mistakes beside it. */
  static Stream<Arguments> manifests() {
    List<Arguments> all = new ArrayList<>();
    for (String body :
        List.of(
            "secrets: { DB_PASSWORD: 'CANARY' }",
            "secrets:\n  DB_PASSWORD: CANARY\n",
            "secrets:\n  DB_PASSWORD: \"CANARY\"\n",
            "secrets:\n  DB_PASSWORD: { value: CANARY }\n",
            "secrets:\n  DB_PASSWORD: { type: CANARY }\n",
            "secrets:\n  DB_PASSWORD: { default: CANARY }\n",
            "secrets:\n  DB_PASSWORD: { codeDefault: 'CANARY' }\n",
            "secrets:\n  DB_PASSWORD: { minLength: 'CANARY' }\n",
            "secrets:\n  DB_PASSWORD: { from: ['CANARY'] }\n",
            "secrets:\n  DB_PASSWORD: { encoding: 'CANARY' }\n",
            "secrets:\n  DB_PASSWORD: { distinctFrom: ['CANARY'] }\n",
            "secrets:\n  DB_PASSWORD: { matches: 'CANARY', type: pem-key }\n",
            "secrets:\n  DB_PASSWORD: { requiredWhen: { env: X, equals: 'CANARY' } }\n",
            "secrets:\n  DB_PASSWORD: { validFor: 'CANARY', type: jwt }\n",
            "secrets:\n  DB_PASSWORD: { pattern: 'CANARY[' }\n",
            "secrets:\n  DB_PASSWORD: { severity: 'CANARY' }\n",
            "secrets:\n  DB_PASSWORD: { required: 'CANARY' }\n",
            "secrets:\n  DB_PASSWORD: |\n    CANARY\n    CANARY\n",
            "secrets:\n  DB_PASSWORD: >-\n    first\n    CANARY\n",
            "secrets:\n  DB_PASSWORD: 'first\n\n    CANARY'\n",
            "secrets: 'CANARY'",
            "secrets: ['CANARY']",
            "secrets:\n  - DB_PASSWORD: CANARY\n",
            "secrets:\n  DB_PASSWORD:\n    - 'CANARY'\n",
            "secrets:\n  DB_PASSWORD: 'CANARY'\n  DB_PASSWORD: 'CANARY'\n",
            "secrets:\n  DB_PASSWORD: 'CANARY\n",
            "secrets:\n  DB_PASSWORD: \"CANARY\\q\"\n",
            "secrets:\n  DB_PASSWORD: CANARY: x\n",
            "secrets:\n  DB_PASSWORD: { value: CANARY\n",
            "secrets:\n  DB_PASSWORD: &CANARY x\n",
            "secrets:\n  DB_PASSWORD: *CANARY\n",
            "secrets:\n  DB_PASSWORD: !CANARY x\n",
            "secrets:\n\tDB_PASSWORD: CANARY\n",
            "secrets:\n  DB_PASSWORD: CANARY\u0000\n",
            "secrets:\n  DB_PASSWORD: CANARY\u202e\n",
            "secrets:\n  ? DB_PASSWORD\n  : CANARY\n",
            "secrets:\n  DB_PASSWORD: { profiles: { dev: 'CANARY' } }\n",
            "env:\n  DB_PASSWORD: { codeDefault: 'CANARY', type: port }\n",
            "env:\n  GITHUB: { codeDefault: 'ghp_CANARY', type: port }\n",
            "env:\n  URL: { codeDefault: 'postgres://app:CANARY@db/x', type: port }\n",
            "env:\n  URL: { type: enum, values: ['https://u:CANARY@h'], codeDefault: 'https://u:CANARY@x' }\n",
            "env:\n  X: string\nrunbook: 'https://u:CANARY@h/'\nsecretz: { DB_PASSWORD: 'CANARY' }\n",
            "env:\n  X: string\nsecret:\n  DB_PASSWORD: 'CANARY'\n",
            "flags: { X: { type: string, expect: 'ghp_CANARY' } }\nenv: { X: nonsense }",
            "env: { X: string }\npassword: CANARY\n",
            "env: { X: string }\n%CANARY\n---\n")) {
      for (Jdk jdk : Jdks.all()) {
        all.add(Arguments.of(jdk, body));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void showsNoSecretThatStandsInTheManifest(Jdk jdk, String body) throws IOException {
    String yaml =
        "startguard: 1\nservice: canary\npolicy: { terminationLog: "
            + folder
            + "/termination.log }\n"
            + body;
    write("startguard.yaml", yaml.replace("CANARY", C));
    write("termination.log", "");

    Outcome outcome =
        search(
            ForkedJvm.of(jdk)
                .agent("report=" + folder + "/report.json")
                .in(folder)
                .main(Hello.class));

    assertThat(outcome.exit()).as("%s", outcome).isIn(65, 78);
  }

  /** Files that are no manifests, and were named as one. */
  static Stream<Arguments> secretFiles() {
    List<Arguments> all = new ArrayList<>();
    for (String content :
        List.of(
            "CANARY",
            "CANARY\n",
            "password: CANARY\n",
            "user: x\npassword: CANARY\n",
            "- CANARY\n",
            "[CANARY\n",
            "{\"password\": \"CANARY\"}\n",
            "\"CANARY",
            "'CANARY'\n'CANARY'\n",
            "CANARY: CANARY: CANARY\n",
            "? CANARY\n",
            "&CANARY\n",
            "*CANARY\n",
            "!CANARY x\n",
            "%CANARY\n",
            "@CANARY\n",
            "`CANARY\n",
            "\tCANARY\n",
            "CANARY\u0000CANARY",
            "CANARY\u0007",
            "---\nCANARY\n---\nCANARY\n",
            "CANARY: startguard\n",
            "x: &a CANARY\ny: *a\n",
            "-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----\n",
            "DB_PASSWORD=CANARY\nexport X=CANARY\n")) {
      for (Jdk jdk : Jdks.all()) {
        all.add(Arguments.of(jdk, content));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("secretFiles")
  void showsNothingOfASecretFileThatIsNamedAsManifest(Jdk jdk, String content) throws IOException {
    write("secret", content.replace("CANARY", C));

    Outcome outcome =
        search(
            ForkedJvm.of(jdk)
                .agent("manifest=" + folder + "/secret,report=" + folder + "/report.json")
                .in(folder)
                .main(Hello.class));

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(65);
  }

  @ParameterizedTest
  @MethodSource("secretFiles")
  void showsNothingOfASecretFileThatIsIncluded(Jdk jdk, String content) throws IOException {
    write("secret", content.replace("CANARY", C));
    write(
        "startguard.yaml",
        "startguard: 1\nservice: canary\ninclude: [secret]\nenv: { X: string }\n");

    Outcome outcome =
        search(
            ForkedJvm.of(jdk)
                .agent("report=" + folder + "/report.json")
                .in(folder)
                .main(Hello.class));

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(65);
  }

  @ParameterizedTest
  @MethodSource("secretFiles")
  void showsNothingOfASecretFileThatIsNamedForFlags(Jdk jdk, String content) throws IOException {
    write("secret", content.replace("CANARY", C));
    write(
        "startguard.yaml",
        "startguard: 1\nservice: canary\nflags: { X: { type: boolean, file: secret, expect: true } }\n");

    Outcome outcome =
        search(
            ForkedJvm.of(jdk)
                .agent("report=" + folder + "/report.json")
                .in(folder)
                .main(Hello.class));

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
  }

  @ParameterizedTest
  @MethodSource("secretFiles")
  void showsNothingOfASecretFileThatIsNamedForVersions(Jdk jdk, String content) throws IOException {
    write("secret", content.replace("CANARY", C));
    write("app.bin", "x");
    Files.createDirectories(folder.resolve("lib"));
    write("lib/a.jar", "x");
    write(
        "startguard.yaml",
        """
        startguard: 1
        service: canary
        versions:
          files:
            file: { path: app.bin, sha256File: secret }
            folder: { dir: lib, sha256File: secret }
            path: { classpath: true, sha256File: secret }
          build: { properties: secret, key: git.commit.id, equals: abcdef0123, dirty: forbid }
        """);

    Outcome outcome =
        search(
            ForkedJvm.of(jdk)
                .agent("report=" + folder + "/report.json")
                .in(folder)
                .main(Hello.class));

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err()).contains("hash-mismatch");
  }

  @ParameterizedTest
  @MethodSource("dev.startguard.it.Jdks#all")
  void showsNoSecretThatADigestOrAProbeIsGiven(Jdk jdk) throws IOException {
    write("app.bin", "x");
    write("git.properties", "git.commit.id=0123456789\n");
    write(
        "startguard.yaml",
        """
        startguard: 1
        service: canary
        policy: { deadline: 10s }
        env: { PAGE: string, HOST: string, PLACE: string }
        secrets: { DIGEST: { minLength: 4 }, COMMIT: { minLength: 4 } }
        versions:
          files: { app: { path: app.bin, sha256: { env: DIGEST } } }
          build: { properties: git.properties, key: git.commit.id, equals: { env: COMMIT } }
        clock: { maxOffset: 1s, sources: ["ntp://127.0.0.1:1"], timeout: 200ms, onUnreachable: error }
        probes:
          page: { http: "${PAGE}", severity: error }
          host: { tcp: "${HOST}:1", severity: error }
          peer: { tls: "${HOST}:1", severity: error }
          name: { dns: "${HOST}", severity: error }
          disk: { disk: "${PLACE}", severity: error }
        """);

    Outcome outcome =
        search(
            ForkedJvm.of(jdk)
                .agent("report=" + folder + "/report.json")
                .in(folder)
                .env("DIGEST", C)
                .env("COMMIT", C)
                .env("PAGE", "http://user:" + C + "@127.0.0.1:1/?token=" + C)
                .env("HOST", "ghp_" + C.replace('/', '_'))
                .env("PLACE", "/nowhere/" + C)
                .main(Hello.class));

    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(78);
    assertThat(outcome.err())
        .contains("hash-mismatch", "build-mismatch", "clock-unreachable", "probe-failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STARTGUARD_MODE=https://u:CANARY@h",
        "STARTGUARD_PASSWORD=CANARY",
        "STARTGUARD_FORMAT=password=CANARY",
        "STARTGUARD_PROFILE=ghp_CANARY",
        "STARTGUARD_TOKEN=CANARY",
        "startguard.secret=CANARY",
        "startguard.mode=ghp_CANARY",
        "startguard.stream=Bearer CANARY",
        "agent:mode=ghp_CANARY",
        "agent:password=CANARY",
        "agent:mode=https://u:CANARY@h",
        "agent:ghp_CANARY=x",
        "agent:manifest=ghp_CANARY",
        "agent:report=/nowhere/ghp_CANARY",
        "agent:profile=ghp_CANARY"
      })
  void showsNoSecretThatStandsInASetting(String setting) throws IOException {
    write(
        "startguard.yaml",
        "startguard: 1\nservice: canary\nprofiles: { select: APP_ENV, known: [dev], default: dev }\nenv: { X: string }\n");
    String name = setting.substring(0, setting.indexOf('='));
    String value =
        setting.substring(setting.indexOf('=') + 1).replace("CANARY", C.replace('/', '_'));
    for (Jdk jdk : Jdks.all()) {
      ForkedJvm jvm = ForkedJvm.of(jdk).in(folder).main(Hello.class);
      if (name.startsWith("agent:")) {
        jvm.agent(name.substring(6).replace("CANARY", C) + "=" + value);
      } else if (name.startsWith("STARTGUARD")) {
        jvm.agent().env(name, value);
      } else {
        jvm.agent().jvm("-D" + name + "=" + value);
      }
      Outcome outcome = search(jvm);
      assertThat(outcome.exit()).as("%s", outcome).isNotIn(0, 1, 134);
    }
  }

  /** Runs it, and looks at everything that is new afterwards. */
  private Outcome search(ForkedJvm jvm) {
    Map<Path, byte[]> before = Canary.files(folder);
    Outcome outcome = jvm.shortLived().run();
    assertThat(Canary.in(withoutTheJvmsEcho(outcome.stderr())))
        .as("standard error of %s", outcome)
        .isEmpty();
    assertThat(Canary.in(outcome.stdout())).as("standard output of %s", outcome).isEmpty();
    Canary.files(folder)
        .forEach(
            (file, bytes) -> {
              if (!Arrays.equals(bytes, before.get(file))) {
                assertThat(Canary.in(bytes)).as("%s after %s", file, outcome).isEmpty();
              }
            });
    return outcome;
  }

  /** Without the line in which the JVM itself shows what stands in JAVA_TOOL_OPTIONS. */
  private static byte[] withoutTheJvmsEcho(byte[] stderr) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    for (String line : new String(stderr, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      if (!line.startsWith("Picked up JAVA_TOOL_OPTIONS: ")) {
        rest.writeBytes((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return rest.toByteArray();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

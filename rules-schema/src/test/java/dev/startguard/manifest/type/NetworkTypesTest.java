package dev.startguard.manifest.type;

import static dev.startguard.manifest.type.Judging.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTypesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://localhost:8080/a/b?c=d#e",
        "HTTPS://Example.COM./",
        "http://10.0.0.1:65535",
        "http://[::1]:80/",
        "http://[fe80::1%25eth0]/",
        "ftp://host",
        "redis://cache.internal:6379/0",
        "https://example.com/%20?q=a%26b",
        "http://host:",
        "https://example.com/ü"
      })
  void takesUrls(String text) {
    assertThat(type("url").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "example.com|has no scheme",
        "localhost:8080|has no scheme",
        "//example.com|has no scheme",
        "/path|has no scheme",
        "mailto:a@b.example|has no scheme",
        "http:example.com|has no scheme",
        "jdbc:postgresql://db/x|is a JDBC URL",
        "https://|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
        "https:///path|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
        "https://h:65536|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
        "https://h:0/|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
        "https://h:99999999999|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
        "https://h:x|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
        "https://-h|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
        "https://999.1.1.1|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
        "https://h/%zz|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
        "https://my_host/|has an underscore in its host, so that java.net.URI sees no host",
        "https://h/a b|has a space in it",
        "https:\\\\h|has no scheme",
        "https://h\\a|has a backslash in it",
        "https://example.com |ends with white space",
        "'\"https://example.com\"'|is still in quotes: docker --env-file and Kubernetes manifests keep them",
        "https://${HOST}/|is a template that nobody filled in",
        "https://<host>/a|has no host, no port from 1 to 65535 after it, or a character that must be written as %XX",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void refusesWhatIsNoUrl(String text, String hint) {
    assertThat(type("url").outcome(text)).isEqualTo("wrong: not a URL");
    assertThat(type("url").hint(text)).isEqualTo(hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:hunter2@example.com/",
        "https://user@example.com",
        "https://@example.com",
        "https://u:p@my_host/"
      })
  void refusesUserInfoInUrls(String text) {
    assertThat(type("url").outcome(text)).isEqualTo("wrong: not a URL without user info");
    assertThat(type("url").hint(text)).isEqualTo("has credentials in it, and URLs end up in logs");
  }

  @Test
  void asksForTheSchemesOfAUrl() {
    Judging https = type("url").with("schemes", List.of("https"));
    assertThat(https.outcome("https://h")).isEqualTo("https://h");
    assertThat(https.outcome("HTTPS://h")).isEqualTo("HTTPS://h");
    assertThat(https.outcome("http://h")).isEqualTo("schemes: scheme not https");
    assertThat(https.hint("http://h")).isEqualTo("is not encrypted, where https is asked for");
    assertThat(https.hint("ftp://h")).isEqualTo("null");
    assertThat(type("url").with("schemes", List.of("HTTP", "https")).outcome("http://h"))
        .isEqualTo("http://h");
    assertThat(type("url").with("schemes", List.of("ws", "wss")).outcome("http://h"))
        .isEqualTo("schemes: scheme not one of ws, wss");
    assertThat(https.expectation()).isEqualTo("a URL whose scheme is https");
  }

  @Test
  void asksForTheHostsOfAUrl() {
    Judging hosts = type("url").with("hosts", List.of("api.example.com", "*.internal"));
    assertThat(hosts.outcome("https://API.example.com./x")).isEqualTo("https://API.example.com./x");
    assertThat(hosts.outcome("https://a.b.internal")).isEqualTo("https://a.b.internal");
    assertThat(hosts.outcome("https://internal"))
        .isEqualTo("hosts: host not one of api.example.com, *.internal");
    assertThat(hosts.outcome("https://evilinternal")).startsWith("hosts: ");
    assertThat(hosts.outcome("https://x.api.example.com")).startsWith("hosts: ");
    assertThat(type("url").with("hosts", List.of("[::1]")).outcome("http://[::1]:80"))
        .isEqualTo("http://[::1]:80");
    assertThat(hosts.expectation())
        .isEqualTo(
            "a URL whose host is one of api.example.com, *.internal, scheme and host included");
    assertThat(hosts.with("schemes", List.of("https")).expectation())
        .isEqualTo(
            "a URL whose scheme is https and whose host is one of api.example.com, *.internal");
    assertThat(type("url").expectation()).isEqualTo("a URL, scheme and host included");
  }

  @Test
  void seesSchemesAndHostsThatCannotBe() {
    assertThat(type("url").with("schemes", List.of("https", "http://")).contradiction())
        .isEqualTo("schemes names http://, which is not a scheme (https, without ://)");
    assertThat(type("url").with("schemes", List.of("1http")).contradiction())
        .startsWith("schemes names 1http");
    assertThat(type("url").with("schemes", List.of("")).contradiction())
        .startsWith("schemes names ");
    assertThat(type("url").with("hosts", List.of("a.b", "https://a.b")).contradiction())
        .isEqualTo("hosts names https://a.b, which is not a host name (no scheme, no port)");
    assertThat(type("url").with("hosts", List.of("a.b:80")).contradiction())
        .startsWith("hosts names a.b:80");
    assertThat(type("url").with("hosts", List.of("*.")).contradiction())
        .startsWith("hosts names *.");
    assertThat(
            type("url")
                .with("schemes", List.of("https", "git+ssh", "h2"))
                .with("hosts", List.of("*.a.b", "10.0.0.1", "[::1]"))
                .contradiction())
        .isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:isbn:0451450523",
        "s3://bucket/key",
        "file:/tmp/x",
        "file:///tmp/x",
        "mailto:a@b.example",
        "classpath:a/b.xml",
        "https://user:pw@h",
        "tel:+1"
      })
  void takesUris(String text) {
    assertThat(type("uri").outcome(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "/path|has no scheme",
        "example.com|has no scheme",
        "1a:b|has no scheme",
        "urn:|has a character that must be written as %XX, or nothing after its scheme",
        "urn:a^b|has a character that must be written as %XX, or nothing after its scheme",
        "urn:a b|has a space in it",
        "urn:a\\b|has a backslash in it",
        "C:\\a\\b|is a Windows path",
        "C:/a/b|is a Windows path",
        "c:x|has a character that must be written as %XX, or nothing after its scheme",
      })
  void refusesWhatIsNoUri(String text, String hint) {
    assertThat(type("uri").outcome(text)).isEqualTo("wrong: not a URI");
    assertThat(type("uri").hint(text)).isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost",
    "DB.Internal, db.internal",
    "db.internal., db.internal.",
    "a-b.c1, a-b.c1",
    "1a.example, 1a.example",
    "3com.1x, 3com.1x",
    "10.0.0.1, 10.0.0.1",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "a, a",
  })
  void takesHostNames(String text, String canonical) {
    assertThat(type("hostname").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        ".|null",
        ".a|null",
        "a..b|null",
        "a..|null",
        "-a|null",
        "a-|null",
        "a.-b|null",
        "a-.b|null",
        "10.0.0|null",
        "10.0.0.256|null",
        "10.0.0.1.|null",
        "1234|null",
        "my_host|has an underscore, with which java.net.URI sees no host",
        "https://h|is a URL",
        "h:80|has a port",
        "10.0.0.1:80|has a port",
        "h/a|has a path",
        "::1|is an IPv6 address",
        "bücher.example|has characters outside ASCII",
        "h h|null",
        "ｈ|has characters outside ASCII",
        "a\u3002b|has characters outside ASCII",
      })
  void refusesWhatIsNoHostName(String text, String hint) {
    assertThat(type("hostname").outcome(text)).isEqualTo("wrong: not a host name");
    assertThat(type("hostname").hint(text)).isEqualTo(hint);
  }

  @Test
  void boundsTheLengthsOfHostNames() {
    String label = "a".repeat(63);
    assertThat(type("hostname").judge(label).fits()).isTrue();
    assertThat(type("hostname").judge(label + "a").fits()).isFalse();
    String longest = (label + ".").repeat(3) + "a".repeat(61);
    assertThat(longest).hasSize(253);
    assertThat(type("hostname").judge(longest).fits()).isTrue();
    assertThat(type("hostname").judge(longest + ".").fits()).isTrue();
    assertThat(type("hostname").judge(longest + "a").fits()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "10.0.48.109, 10.0.48.109",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8::1, 2001:db8::1",
    "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "::ffff:10.0.0.1, ::ffff:a00:1",
    "1:2:3:4:5:6:10.0.0.1, 1:2:3:4:5:6:a00:1",
    "fe80::1%eth0, fe80::1%eth0",
    "FE80::1%2, fe80::1%2",
  })
  void takesAddresses(String text, String canonical) {
    assertThat(type("ip").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "1|null",
        "1.2.3|null",
        "1.2.3.4.5|null",
        "1.2.3.256|null",
        "1.2.3.1000|null",
        "1.2.3.|null",
        ".1.2.3|null",
        "1..2.3|null",
        "010.0.0.1|has a number with a leading zero, which some programs read as octal",
        "10.0.0.01|has a number with a leading zero, which some programs read as octal",
        "10.0.0.1:80|has a port",
        "10.0.0.0/8|has a prefix length or a path",
        "[::1]|is in brackets, which belong to URLs",
        "http://[::1]|is a URL",
        "localhost|is a host name",
        ":|null",
        ":::|null",
        "1:|null",
        ":1|null",
        "1::2::3|null",
        "1:2:3:4:5:6:7|null",
        "1:2:3:4:5:6:7:8:9|null",
        "1:2:3:4:5:6:7:8::|null",
        "::1:2:3:4:5:6:7:8|null",
        "12345::|null",
        "g::|null",
        "1:2:3:4:5:6:7:1.2.3.4|null",
        "::1.2.3|null",
        "1.2.3.4::|null",
        "::1%|null",
        "::1%e 0|null",
        "10.0.0.1%eth0|null",
        "١.٢.٣.٤|has digits that are not ASCII",
      })
  void refusesWhatIsNoAddress(String text, String hint) {
    assertThat(type("ip").outcome(text)).isEqualTo("wrong: not an IP address");
    assertThat(type("ip").hint(text)).isEqualTo(hint);
  }

  @Test
  void readsTheSameAddressesAsTheJdk() throws UnknownHostException {
    long seed = System.nanoTime();
    System.out.println("NetworkTypesTest seed " + seed);
    Random random = new Random(seed);
    int fit = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder out = new StringBuilder();
      int parts = 1 + random.nextInt(9);
      for (int j = 0; j < parts; j++) {
        out.append(j == 0 ? "" : ":");
        if (random.nextInt(4) > 0) {
          out.append(Integer.toHexString(random.nextInt(random.nextBoolean() ? 2 : 0x10000)));
        }
      }
      String text = out.toString();
      Judgement judgement = type("ip").judge(text);
      if (text.indexOf(':') < 0) {
        continue;
      }
      assertThat(judgement.fits()).as(text).isEqualTo(literal(text));
      if (judgement.fits()) {
        fit++;
        // text with a colon is never looked up
        assertThat(InetAddress.getByName(judgement.canonical()))
            .isEqualTo(InetAddress.getByName(text));
        assertThat(type("ip").outcome(judgement.canonical())).isEqualTo(judgement.canonical());
      }
    }
    assertThat(fit).isGreaterThan(1_000);
  }

  private static boolean literal(String text) {
    try {
      return InetAddress.getByName("[" + text + "]").getAddress().length > 0;
    } catch (UnknownHostException none) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "0.0.0.0/0, 0.0.0.0/0",
    "10.1.2.3/32, 10.1.2.3/32",
    "10.0.0.128/25, 10.0.0.128/25",
    "2001:DB8::/32, 2001:db8::/32",
    "::/0, ::/0",
    "::1/128, ::1/128",
    "8000::/1, 8000::/1",
  })
  void takesNetworks(String text, String canonical) {
    assertThat(type("cidr").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "10.0.0.0|has no prefix length",
        "::1|has no prefix length",
        "10.0.0.0/|null",
        "/8|null",
        "10.0.0.0/33|null",
        "10.0.0.0/08|null",
        "10.0.0.0/-1|null",
        "10.0.0.0/8/8|null",
        "10.0.0.0/1000|null",
        "::/129|null",
        "fe80::1%eth0/64|null",
        "10.0.0.0/255.0.0.0|has a mask in place of a prefix length",
        "10.0.0.1/8|has bits set after its prefix",
        "10.0.0.128/24|has bits set after its prefix",
        "128.0.0.0/0|has bits set after its prefix",
        "2001:db8::1/32|has bits set after its prefix",
        "::1/127|has bits set after its prefix",
        "C000::/1|has bits set after its prefix",
      })
  void refusesWhatIsNoNetwork(String text, String hint) {
    assertThat(type("cidr").outcome(text)).isEqualTo("wrong: not a network");
    assertThat(type("cidr").hint(text)).isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "db.internal:5432, db.internal:5432",
    "DB:0080, db:80",
    "10.0.0.1:1, 10.0.0.1:1",
    "[::1]:80, [::1]:80",
    "[2001:DB8:0::1]:65535, [2001:db8::1]:65535",
    "[fe80::1%eth0]:80, [fe80::1%eth0]:80",
  })
  void takesHostsWithTheirPorts(String text, String canonical) {
    assertThat(type("host-port").outcome(text)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "db|has no port",
        "10.0.0.1|has no port",
        ":80|has no host",
        "db:|has no port from 1 to 65535 after its host",
        "db:0|has no port from 1 to 65535 after its host",
        "db:65536|has no port from 1 to 65535 after its host",
        "db:http|has no port from 1 to 65535 after its host",
        "http://db:80|is a URL",
        "::1|has more than one colon",
        "::1:80|has more than one colon",
        "[::1]|null",
        "[10.0.0.1]:80|null",
        "[db]:80|null",
        "[]:80|null",
        "[:80|null",
        "my_db:80|has an underscore, with which java.net.URI sees no host",
        "a:1,b:2|has more than one of them",
        "db:٨٠|has digits that are not ASCII",
      })
  void refusesWhatIsNoHostWithPort(String text, String hint) {
    assertThat(type("host-port").outcome(text)).isEqualTo("wrong: not a host and a port");
    assertThat(type("host-port").hint(text)).isEqualTo(hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db:5432/checkout",
        "jdbc:postgresql://a:1,b:2/x?ssl=true",
        "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1",
        "jdbc:oracle:thin:@//db:1521/service",
        "jdbc:sqlserver://db;databaseName=x",
        "jdbc:mysql:replication://a,b/x",
        "jdbc:tc:postgresql:15:///x",
        "jdbc:sqlite:/var/lib/x.db",
        "jdbc:postgresql:x"
      })
  void takesJdbcUrls(String text) {
    assertThat(type("jdbc-url").outcome(text)).isEqualTo(text);
    assertThat(type("jdbc-url").hint(text)).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/x?user=u&password=hunter2",
        "jdbc:sqlserver://db;user=u;Password=hunter2",
        "jdbc:mysql://u:hunter2@db/x",
        "jdbc:oracle:thin:scott/hunter2@db:1521:x",
        "jdbc:informix://db/x:pwd=hunter2"
      })
  void seesAPasswordInAJdbcUrl(String text) {
    Judgement judgement = type("jdbc-url").judge(text);
    assertThat(judgement.fits()).isTrue();
    assertThat(judgement.hint()).isEqualTo("has a password in it, and URLs end up in logs");
    assertThat(judgement.fix()).isEqualTo("move it into a secret of its own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/x?password=",
        "jdbc:postgresql://db/x?password=&a=b",
        "jdbc:x://u@db/x"
      })
  void seesNoPasswordWhereThereIsNone(String text) {
    assertThat(type("jdbc-url").judge(text).hint()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "postgresql://db/x|does not begin with jdbc:",
        "JDBC:postgresql://db/x|jdbc: is written in lower case",
        "jdbc:|has no driver's name after jdbc:",
        "jdbc:postgresql|has nothing after jdbc: and the driver's name",
        "jdbc:postgresql:|has nothing after jdbc: and the driver's name",
        "jdbc::x|has no driver's name after jdbc:",
        "jdbc:post gres://db|has white space in it",
        "jdbc:postgresql://db/a b|has white space in it",
        "jdbc:postgresql://db/a\u00a0b|has white space in it",
        "jdbc://db/x|has no driver's name after jdbc:",
        "jdbc:pöstgres://db|has no driver's name after jdbc:",
      })
  void refusesWhatIsNoJdbcUrl(String text, String hint) {
    assertThat(type("jdbc-url").outcome(text)).isEqualTo("wrong: not a JDBC URL");
    assertThat(type("jdbc-url").hint(text)).isEqualTo(hint);
  }

  @Test
  void expectsInAFewWords() {
    assertThat(type("uri").expectation()).isEqualTo("a URI, scheme included");
    assertThat(type("hostname").expectation()).isEqualTo("a host name");
    assertThat(type("ip").expectation()).isEqualTo("an IPv4 or IPv6 address");
    assertThat(type("cidr").expectation())
        .isEqualTo("a network with its prefix length: 10.0.0.0/8");
    assertThat(type("host-port").expectation()).isEqualTo("host:port");
    assertThat(type("jdbc-url").expectation())
        .isEqualTo("a JDBC URL: jdbc:postgresql://host:5432/name");
  }
}

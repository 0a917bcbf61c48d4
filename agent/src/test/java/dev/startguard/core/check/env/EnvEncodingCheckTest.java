package dev.startguard.core.check.env;

import static dev.startguard.core.check.ManifestFixture.validate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.startguard.core.check.FakeHost;
import dev.startguard.core.check.ManifestFixture.Checked;
import dev.startguard.finding.Finding;
import dev.startguard.finding.Note;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EnvEncodingCheckTest {
  private static final String YAML =
      "env: { CITY: , TOWN: }\nsecrets: { S: { required: false } }\n";

  /** A host whose kernel has {@code text} in one charset, and whose JVM reads it in another. */
  private static FakeHost host(String name, String text, Charset written, String read) {
    byte[] bytes = text.getBytes(written);
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes((name + "=").getBytes(StandardCharsets.UTF_8));
    block.writeBytes(bytes);
    block.write(0);
    return new FakeHost()
        .environ(block.toByteArray())
        .env(name, new String(bytes, Charset.forName(read)))
        .properties("sun.jnu.encoding", read, "java.specification.version", "21");
  }

  private static Checked check(FakeHost host) {
    return validate(YAML, host, new EnvEncodingCheck());
  }

  @Test
  void reportsUtf8ThatCameOutAsReplacements() {
    Finding finding =
        check(host("CITY", "Köln", StandardCharsets.UTF_8, "ANSI_X3.4-1968").env("LC_ALL", "C"))
            .only();
    assertThat(finding.id()).isEqualTo("env-encoding");
    assertThat(finding.subject()).isEqualTo("CITY");
    assertThat(finding.gist()).isEqualTo("damaged: UTF-8 read as ANSI_X3.4-1968");
    assertThat(finding.notes())
        .containsExactly(
            new Note("found", "\"K\ufffd\ufffdln\""),
            new Note(
                "why",
                "from JDK 18 on variables are read in the locale's charset, ANSI_X3.4-1968 (LC_ALL is \"C\");"
                    + " -Dfile.encoding does not change that"));
    assertThat(finding.fixes())
        .containsExactly("start with LANG=C.UTF-8 and without LC_ALL, which overrides it");
  }

  @Test
  void saysThatNoLocaleIsSet() {
    Finding finding = check(host("CITY", "Köln", StandardCharsets.UTF_8, "US-ASCII")).only();
    assertThat(finding.notes().get(1).text())
        .contains("(no locale is set: LC_ALL, LC_CTYPE, LANG)");
    assertThat(finding.fixes()).containsExactly("start with LANG=C.UTF-8");
  }

  @Test
  void saysThatTheMachineDoesNotHaveTheLocale() {
    Finding finding =
        check(host("CITY", "Köln", StandardCharsets.UTF_8, "US-ASCII").env("LANG", "de_DE.UTF-8"))
            .only();
    assertThat(finding.notes().get(1).text())
        .contains(
            "(LANG is \"de_DE.UTF-8\" and asks for UTF-8, but this machine does not have that locale");
  }

  @Test
  void reportsUtf8ThatCameOutAsOtherLetters() {
    Finding finding = check(host("CITY", "Köln", StandardCharsets.UTF_8, "ISO-8859-1")).only();
    assertThat(finding.gist()).isEqualTo("damaged: UTF-8 read as ISO-8859-1");
    assertThat(finding.detail()).isEqualTo("damaged: UTF-8 read as ISO-8859-1: \"KÃ¶ln\"");
  }

  @Test
  void reportsBytesThatAreNotWhatTheLocaleSays() {
    Finding finding = check(host("CITY", "Köln", StandardCharsets.ISO_8859_1, "UTF-8")).only();
    assertThat(finding.gist()).isEqualTo("damaged: its bytes are not UTF-8");
    assertThat(finding.fixes()).containsExactly("set CITY in UTF-8");
  }

  @Test
  void onSeventeenTheDefaultCharsetReadsVariables() {
    FakeHost host =
        host("CITY", "Köln", StandardCharsets.UTF_8, "ISO-8859-1")
            .defaultCharset("ISO-8859-1")
            .properties("java.specification.version", "17", "sun.jnu.encoding", "UTF-8");
    Finding finding = check(host).only();
    assertThat(finding.notes().get(1).text())
        .startsWith("JDK 17 reads variables in its default charset, ISO-8859-1");
    assertThat(finding.fixes())
        .containsExactly("start with LANG=C.UTF-8 and without -Dfile.encoding");
  }

  @Test
  void acceptsWhatCameThroughWhole() {
    Checked checked = check(host("CITY", "Köln", StandardCharsets.UTF_8, "UTF-8"));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.passed()).isOne();
    assertThat(check(host("CITY", "Köln", StandardCharsets.ISO_8859_1, "ISO-8859-1")).lines())
        .isEmpty();
    assertThat(check(host("CITY", "a real \ufffd", StandardCharsets.UTF_8, "UTF-8")).lines())
        .isEmpty();
    assertThat(check(new FakeHost().env("CITY", "Cologne")).passed()).isOne();
  }

  @Test
  void leavesUndeclaredVariablesAlone() {
    assertThat(check(host("PS1", "→", StandardCharsets.UTF_8, "US-ASCII")).lines()).isEmpty();
  }

  @Test
  void leavesAVariableThatTheHostProgramChangedAlone() {
    FakeHost host = host("CITY", "Köln", StandardCharsets.UTF_8, "US-ASCII").env("CITY", "Bonn");
    assertThat(check(host).lines()).isEmpty();
  }

  @Test
  void showsNothingOfASecret() {
    Checked checked = check(host("S", "canary-ö", StandardCharsets.UTF_8, "US-ASCII"));
    assertThat(checked.only().subject()).isEqualTo("S");
    assertThat(checked.everything()).doesNotContain("canary");
  }

  @Test
  void looksAtTheFirstOfTwoEqualNames() {
    FakeHost host =
        new FakeHost()
            .environ("CITY=Bonn\0CITY=Köln\0".getBytes(StandardCharsets.UTF_8))
            .env("CITY", "Bonn")
            .properties("sun.jnu.encoding", "US-ASCII");
    assertThat(check(host).lines()).isEmpty();
  }

  @Test
  void isNotEvaluatedWhereTheKernelDoesNotTell() {
    Checked checked = check(new FakeHost().withoutEnviron().env("CITY", "K\ufffdln"));
    assertThat(checked.lines()).isEmpty();
    assertThat(checked.notEvaluated()).containsExactly("the environment needs /proc/self/environ");
  }
}

package dev.startguard.manifest.shape;

import static dev.startguard.manifest.shape.Shape.choice;
import static dev.startguard.manifest.shape.Shape.duration;
import static dev.startguard.manifest.shape.Shape.list;
import static dev.startguard.manifest.shape.Shape.mapping;
import static dev.startguard.manifest.shape.Shape.scalar;
import static dev.startguard.manifest.shape.Shape.whole;

import dev.startguard.manifest.shape.Shape.Kind;

/** What may be said of versions, clock, platform and the dependencies that are probed. */
final class HostShapes {
  private HostShapes() {}

  static Shape versions() {
    return mapping(
        "versions",
        Vocabulary.entry(
                "java",
                scalar("range", Kind.RANGE).subset(),
                list("vendor", scalar("", Kind.TEXT)).subset())
            .shortFor("range"),
        range("tzdata"),
        Vocabulary.named("files", file()),
        build(),
        Vocabulary.named("libraries", range("")));
  }

  private static Shape range(String name) {
    return Vocabulary.entry(name, scalar("range", Kind.RANGE).needed().subset()).shortFor("range");
  }

  private static Shape file() {
    return Vocabulary.entry(
            "",
            scalar("path", Kind.TEXT).equal(),
            scalar("dir", Kind.TEXT).equal(),
            scalar("classpath", Kind.BOOLEAN).equal(),
            orVariable("sha256", Kind.DIGEST).onlyWith("path").equal(),
            scalar("sha256File", Kind.TEXT).equal())
        .exactlyOne("path", "dir", "classpath")
        .exactlyOne("sha256", "sha256File");
  }

  private static Shape build() {
    return Vocabulary.entry(
        "build",
        scalar("properties", Kind.TEXT).needed().equal(),
        scalar("key", Kind.TEXT).onlyWith("equals").equal(),
        orVariable("equals", Kind.TEXT).onlyWith("key").equal(),
        choice("dirty", "allow", "forbid").up());
  }

  /** A value, or the variable that holds it. */
  private static Shape orVariable(String name, Kind kind) {
    return mapping(name, scalar("env", Kind.NAME).needed().equal()).orScalar(scalar(name, kind));
  }

  static Shape clock() {
    return Vocabulary.entry(
        "clock",
        duration("maxOffset").positive().down(),
        duration("warnOffset").positive().down(),
        list("sources", scalar("", Kind.SOURCE)),
        whole("minSources", 1, 1_000).up(),
        duration("timeout").positive().down(),
        duration("retryFor").down(),
        choice("onUnreachable", "warning", "error").up(),
        choice("onUndecidable", "warning", "error").up(),
        scalar("reason", Kind.TEXT),
        mapping(
            "recheck",
            duration("every").positive().needed().down(),
            duration("stepThreshold").positive().down()));
  }

  static Shape platform() {
    return Vocabulary.entry(
        "platform",
        scalar("timezone", Kind.TEXT).equal(),
        scalar("locale", Kind.TEXT).equal(),
        mapping(
            "charset", scalar("default", Kind.TEXT).equal(), scalar("native", Kind.TEXT).equal()),
        mapping(
            "memory",
            scalar("containerMin", Kind.SIZE).up(),
            whole("heapMaxPercent", 1, 100).down()),
        mapping("cpu", Shape.number("min", 0, 1_000_000).needed().up()),
        mapping("openFiles", whole("min", 1, Shape.MOST).needed().up()));
  }

  static Shape probes() {
    return Vocabulary.named(
        "probes",
        Vocabulary.entry(
                "",
                scalar("tcp", Kind.ADDRESS).equal(),
                scalar("tls", Kind.ADDRESS).equal(),
                scalar("http", Kind.URL).equal(),
                scalar("dns", Kind.TEXT).equal(),
                scalar("disk", Kind.TEXT).equal(),
                duration("timeout").positive().down(),
                duration("retryFor").down(),
                list("onProfile", scalar("", Kind.TEXT)).up(),
                duration("validFor").onlyWith("tls", "http").up(),
                whole("status", 100, 599).onlyWith("http").equal(),
                scalar("freeMin", Kind.SIZE).onlyWith("disk").up(),
                scalar("writable", Kind.BOOLEAN).onlyWith("disk").up())
            .exactlyOne("tcp", "tls", "http", "dns", "disk"));
  }
}

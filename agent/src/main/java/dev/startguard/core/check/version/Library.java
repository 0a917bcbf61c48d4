package dev.startguard.core.check.version;

/**
 * A library on the class path.
 *
 * @param group its group; empty where only its file's name or its manifest tells of it
 * @param artifact its name
 * @param version its version; empty when nothing tells
 * @param place the jar, {@code app.jar!/BOOT-INF/lib/a-1.0.jar}
 * @param evidence what says so: {@code pom.properties}, {@code Implementation-Version} …
 * @param inside whether it was packed into the jar of another one, where its classes may have been
 *     moved to other packages
 */
record Library(
    String group, String artifact, String version, String place, String evidence, boolean inside) {}

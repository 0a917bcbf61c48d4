package dev.startguard.core.weave.flow;

/** A method or field as an instruction names it. */
record Member(String owner, String name, String descriptor) {
  /** {@code java/time/Clock.millis()J}. */
  String api() {
    return owner + "." + name + descriptor;
  }
}

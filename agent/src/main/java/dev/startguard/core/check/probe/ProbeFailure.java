package dev.startguard.core.check.probe;

import dev.startguard.finding.Note;
import java.util.ArrayList;
import java.util.List;

/** Why an attempt failed, in words for the report. Has no stack trace: nobody would see it. */
final class ProbeFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** Longer texts of a peer are cut, in characters. */
  private static final int LONGEST = 300;

  private final String gist;
  private final String fix;
  private final transient List<Note> notes = new ArrayList<>(0);
  private boolean lasting;
  private boolean trustBlamed;
  private boolean declaredWrong;

  /**
   * @param gist what happened, in words that follow the probe's name: {@code connection refused}
   * @param fix what to do about it
   */
  ProbeFailure(String gist, String fix) {
    super(gist, null, false, false);
    this.gist = gist;
    this.fix = fix;
  }

  /** Says that seconds will not cure it: it is not tried again. */
  ProbeFailure lasting() {
    lasting = true;
    return this;
  }

  /** Says that the manifest asks for what cannot be: no waiting cures it. */
  ProbeFailure declaredWrong() {
    declaredWrong = true;
    return this;
  }

  /** Says that the JVM's trust store may be another than was meant. */
  ProbeFailure blamingTrust() {
    trustBlamed = true;
    return this;
  }

  /** Adds what else is known. */
  ProbeFailure note(String name, String text) {
    notes.add(new Note(name, bounded(text)));
    return this;
  }

  String gist() {
    return gist;
  }

  String fix() {
    return fix;
  }

  List<Note> notes() {
    return notes;
  }

  boolean isDeclaredWrong() {
    return declaredWrong;
  }

  boolean blamesTrust() {
    return trustBlamed;
  }

  boolean isLasting() {
    return lasting;
  }

  /** The text, cut where it is longer than anybody reads. */
  static String bounded(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}

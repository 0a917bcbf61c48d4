package dev.startguard.finding;

/**
 * One line of a finding's details, {@code = name: text}.
 *
 * @param name {@code found}, {@code why}, {@code note} …
 * @param text what it says; escaped and bounded by the reporter
 */
public record Note(String name, String text) {}

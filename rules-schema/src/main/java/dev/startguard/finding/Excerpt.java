package dev.startguard.finding;

/**
 * One line of a manifest as it may be shown, secrets masked.
 *
 * @param text the line, masked
 * @param column where the caret starts in {@code text}, from 1, in code points
 * @param length how many columns the caret covers, at least 1
 */
public record Excerpt(String text, int column, int length) {}

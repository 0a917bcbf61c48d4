package dev.startguard.finding;

/**
 * A value that may be shown: it has passed a {@link Disclosure}, or says why it is hidden.
 *
 * @param text quoted, or a remark in parentheses; not yet escaped or bounded
 */
public record Shown(String text) {}

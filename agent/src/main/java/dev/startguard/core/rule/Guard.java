package dev.startguard.core.rule;

/**
 * What has to hold of an argument, so that a hook tells of a passage: that it is of a type, and a
 * field of it is not null. Asked before anything is allocated.
 *
 * @param argument its index, from 0
 * @param type an internal name
 * @param field one that the hooked class reads itself
 */
public record Guard(int argument, String type, String field) {}

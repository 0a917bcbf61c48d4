package dev.startguard.core.weave;

/**
 * A class with its probes.
 *
 * @param standIns whether it has methods more than before, which it must have whenever it is
 *     transformed again
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Woven(byte[] file, boolean standIns) {}

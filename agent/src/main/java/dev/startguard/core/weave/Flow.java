package dev.startguard.core.weave;

/**
 * An instruction of a method at which a followed result ends.
 *
 * @param spot which instruction
 * @param call the number of the call that gave the result
 * @param form what was recognised: {@link Site#form()}
 */
record Flow(int spot, int call, String form) {}

package dev.startguard.core.config;

/**
 * One setting, and where it came from.
 *
 * @param value as given
 * @param origin as the operator knows it: {@code the agent's arguments}, {@code -Dstartguard.mode},
 *     {@code STARTGUARD_MODE}
 * @param lockable whether {@code policy.lock} can refuse it: everything but the agent's own
 *     arguments
 * @param valid whether the value is an allowed one
 */
public record Setting(String value, String origin, boolean lockable, boolean valid) {

  /** The origin of what stands behind {@code =} in {@code -javaagent:startguard-agent.jar=ARGS}. */
  public static final String ARGUMENTS = "the agent's arguments";
}

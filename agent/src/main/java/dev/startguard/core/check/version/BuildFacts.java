package dev.startguard.core.check.version;

import java.util.Properties;

/**
 * What a build wrote of itself.
 *
 * @param values by key; of a jar's manifest its main attributes
 * @param place where it was found, {@code app.jar!/BOOT-INF/classes/git.properties}
 */
record BuildFacts(Properties values, String place) {}

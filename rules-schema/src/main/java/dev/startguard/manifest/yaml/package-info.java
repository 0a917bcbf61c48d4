/**
 * From a file's text to its tree: the short way for everyday YAML, the parser for the rest. Alone
 * knows SnakeYAML.
 */
@NullMarked
package dev.startguard.manifest.yaml;

import org.jspecify.annotations.NullMarked;

/** The command line: {@code java -jar startguard-agent.jar COMMAND}. Off the start path. */
@NullMarked
package dev.startguard.core.cli;

import org.jspecify.annotations.NullMarked;

/** The applications that the tests start: each a class with a {@code main} and nothing else. */
@NullMarked
package dev.startguard.it.app;

import org.jspecify.annotations.NullMarked;

/**
 * How class files are read and written as bytes: constants, code, frames, and how both move when
 * something is put between. Knows nothing of what is woven.
 */
@NullMarked
package dev.startguard.core.weave.classfile;

import org.jspecify.annotations.NullMarked;

/** One class without a framework. */
@NullMarked
package com.acme.plain;

import org.jspecify.annotations.NullMarked;

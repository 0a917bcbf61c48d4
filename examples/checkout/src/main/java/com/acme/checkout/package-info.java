/** Prices baskets over HTTP. */
@NullMarked
package com.acme.checkout;

import org.jspecify.annotations.NullMarked;

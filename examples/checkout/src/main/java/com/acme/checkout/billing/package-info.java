/**
 * Bills orders. It has three mistakes on purpose, of the kind that passes every test and every
 * review: Startguard reports them while the service runs.
 */
@NullMarked
package com.acme.checkout.billing;

import org.jspecify.annotations.NullMarked;

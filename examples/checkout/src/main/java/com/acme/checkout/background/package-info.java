/**
 * What the shop does beside its requests. {@link com.acme.checkout.background.Background} has three
 * mistakes on purpose, of the kind that passes every test and every review: Startguard reports them
 * as they happen, and when the service stops. {@link
 * com.acme.checkout.background.HealthyBackground} does the same without them.
 */
@NullMarked
package com.acme.checkout.background;

import org.jspecify.annotations.NullMarked;

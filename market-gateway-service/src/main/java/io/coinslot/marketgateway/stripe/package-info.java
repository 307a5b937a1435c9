/** Stripe, through Stripe's own client. */
@NullMarked
package io.coinslot.marketgateway.stripe;

import org.jspecify.annotations.NullMarked;

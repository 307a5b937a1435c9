/** Stripe: payment intents, charges, refunds, disputes, events and signed webhooks. */
@NullMarked
package io.coinslot.simulators.stripe;

import org.jspecify.annotations.NullMarked;

/** Toss Payments: confirming, reading and cancelling payments, virtual accounts, settlements and webhooks. */
@NullMarked
package io.coinslot.simulators.tosspayments;

import org.jspecify.annotations.NullMarked;

/** Toss Payments by its HTTP API: confirms, reads, cancels, and takes webhooks that nobody has signed. */
@NullMarked
package io.coinslot.marketgateway.tosspayments;

import org.jspecify.annotations.NullMarked;

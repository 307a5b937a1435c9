/** The payment of one purchase at one market: a pure model of what was asked and what the market answered. */
@NullMarked
package io.coinslot.marketgateway.payment;

import org.jspecify.annotations.NullMarked;

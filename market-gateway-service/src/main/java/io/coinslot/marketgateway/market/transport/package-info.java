/** The pooled connections that the markets' libraries send their requests over. */
@NullMarked
package io.coinslot.marketgateway.market.transport;

import org.jspecify.annotations.NullMarked;

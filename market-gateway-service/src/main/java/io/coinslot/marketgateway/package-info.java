/** The gateway to the markets: one payment record per purchase, kept true to the market's own record. */
@NullMarked
package io.coinslot.marketgateway;

import org.jspecify.annotations.NullMarked;

/** What a market can do, one small interface per capability, and how a service is linked to it. */
@NullMarked
package io.coinslot.marketgateway.market;

import org.jspecify.annotations.NullMarked;

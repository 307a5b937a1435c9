/** The links as the catalog publishes them. */
@NullMarked
package io.coinslot.marketgateway.market.kafka;

import org.jspecify.annotations.NullMarked;

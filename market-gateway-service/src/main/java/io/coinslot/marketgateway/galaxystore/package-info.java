/** Samsung Galaxy Store, over plain HTTP: receipts, the seller's API, and Instant Server Notifications. */
@NullMarked
package io.coinslot.marketgateway.galaxystore;

import org.jspecify.annotations.NullMarked;

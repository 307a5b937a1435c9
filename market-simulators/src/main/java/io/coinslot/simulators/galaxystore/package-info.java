/** Samsung Galaxy Store: receipts, the seller's API with its access tokens, and Instant Server Notifications. */
@NullMarked
package io.coinslot.simulators.galaxystore;

import org.jspecify.annotations.NullMarked;

/** The feed's source: billing's own topic. */
@NullMarked
package io.coinslot.billing.feed.kafka;

import org.jspecify.annotations.NullMarked;

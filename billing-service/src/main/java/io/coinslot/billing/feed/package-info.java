/** The events of a service in order, for backends that do not consume Kafka. */
@NullMarked
package io.coinslot.billing.feed;

import org.jspecify.annotations.NullMarked;

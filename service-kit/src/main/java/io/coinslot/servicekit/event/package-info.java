/** Events on their way to Kafka: encoding, outbox entries, publishing. */
@NullMarked
package io.coinslot.servicekit.event;

import org.jspecify.annotations.NullMarked;

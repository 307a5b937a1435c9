/** The Kafka side of events: wire format, publishing, consumers, dead letters. */
@NullMarked
package io.coinslot.servicekit.kafka;

import org.jspecify.annotations.NullMarked;

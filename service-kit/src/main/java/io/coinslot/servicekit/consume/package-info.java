/** Idempotent consumption of topics, dead letters and parked events. */
@NullMarked
package io.coinslot.servicekit.consume;

import org.jspecify.annotations.NullMarked;

/** What is published of markets' availability. */
@NullMarked
package io.coinslot.marketgateway.availability.kafka;

import org.jspecify.annotations.NullMarked;

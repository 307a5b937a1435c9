/** The durable tasks: calls to the markets, and what their answers and failures mean for the payment. */
@NullMarked
package io.coinslot.marketgateway.task;

import org.jspecify.annotations.NullMarked;

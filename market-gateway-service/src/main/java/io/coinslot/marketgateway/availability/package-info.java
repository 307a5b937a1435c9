/** Whether markets answer: what the circuit breakers of all instances see, told to whoever chooses a market. */
@NullMarked
package io.coinslot.marketgateway.availability;

import org.jspecify.annotations.NullMarked;

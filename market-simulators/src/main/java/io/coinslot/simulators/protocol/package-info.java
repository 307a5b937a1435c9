/** The light HTTP layer that every simulated market is served through. */
@NullMarked
package io.coinslot.simulators.protocol;

import org.jspecify.annotations.NullMarked;

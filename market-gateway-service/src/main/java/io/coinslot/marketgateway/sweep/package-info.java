/** Regular sweeps over what markets remember, so that a lost notification does no harm. */
@NullMarked
package io.coinslot.marketgateway.sweep;

import org.jspecify.annotations.NullMarked;

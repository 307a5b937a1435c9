/** ONE store: its server API V7, its notifications (PNS), and what players and the market do there. */
@NullMarked
package io.coinslot.simulators.onestore;

import org.jspecify.annotations.NullMarked;

/** The way from those who take cards to those who issued them. */
@NullMarked
package io.coinslot.simulators.network;

import org.jspecify.annotations.NullMarked;

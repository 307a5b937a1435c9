/** Choosing a market for a player: the usual order, what the player chose before, and which markets answer. */
@NullMarked
package io.coinslot.billing.selection;

import org.jspecify.annotations.NullMarked;

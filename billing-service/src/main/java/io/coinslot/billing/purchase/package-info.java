/** The purchase: its state, its one transition table and what happened to it. */
@NullMarked
package io.coinslot.billing.purchase;

import org.jspecify.annotations.NullMarked;

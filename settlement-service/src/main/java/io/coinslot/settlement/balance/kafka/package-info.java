/** Adds the balances up from the journal's topic. */
@NullMarked
package io.coinslot.settlement.balance.kafka;

import org.jspecify.annotations.NullMarked;

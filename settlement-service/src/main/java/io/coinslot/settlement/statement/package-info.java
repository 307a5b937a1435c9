/** Settlements: totals of a period and the entries behind them. */
@NullMarked
package io.coinslot.settlement.statement;

import org.jspecify.annotations.NullMarked;

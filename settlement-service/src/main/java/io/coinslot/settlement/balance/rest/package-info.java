/** Shows balances, and has them rebuilt. */
@NullMarked
package io.coinslot.settlement.balance.rest;

import org.jspecify.annotations.NullMarked;

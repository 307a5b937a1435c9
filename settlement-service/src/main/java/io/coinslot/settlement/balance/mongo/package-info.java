/** Keeps balances, and the places at which entries count, in MongoDB, and reads the ledgers they are made of there. */
@NullMarked
package io.coinslot.settlement.balance.mongo;

import org.jspecify.annotations.NullMarked;

/** What each account stands at, per service and per user. */
@NullMarked
package io.coinslot.settlement.balance;

import org.jspecify.annotations.NullMarked;

/** What was earned, given back and kept by the markets: journal, balances and statements. */
@NullMarked
package io.coinslot.settlement;

import org.jspecify.annotations.NullMarked;

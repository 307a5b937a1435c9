/** JSON web tokens and the keys behind them. */
@NullMarked
package io.coinslot.simulators.token;

import org.jspecify.annotations.NullMarked;

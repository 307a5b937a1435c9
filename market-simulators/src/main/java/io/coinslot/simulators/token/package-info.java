/** JSON web tokens and the RSA keys behind them. */
@NullMarked
package io.coinslot.simulators.token;

import org.jspecify.annotations.NullMarked;

/** Amounts in integer minor units, as the control interface and each market write them. */
@NullMarked
package io.coinslot.simulators.money;

import org.jspecify.annotations.NullMarked;

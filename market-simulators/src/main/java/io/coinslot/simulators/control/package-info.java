/** The control interface: what players, merchants' consoles and fate do to a market. */
@NullMarked
package io.coinslot.simulators.control;

import org.jspecify.annotations.NullMarked;

/** What can be made to go wrong between a caller and a market. */
@NullMarked
package io.coinslot.simulators.fault;

import org.jspecify.annotations.NullMarked;

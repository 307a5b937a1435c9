/** What each market is to the process that runs it. */
@NullMarked
package io.coinslot.simulators.market;

import org.jspecify.annotations.NullMarked;

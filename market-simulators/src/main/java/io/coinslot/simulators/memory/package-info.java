/** What a market remembers, and the file that keeps it over a crash of the simulators. */
@NullMarked
package io.coinslot.simulators.memory;

import org.jspecify.annotations.NullMarked;

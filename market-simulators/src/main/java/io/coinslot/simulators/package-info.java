/** Markets that run on one machine and speak their real protocols, for development, demonstration and tests. */
@NullMarked
package io.coinslot.simulators;

import org.jspecify.annotations.NullMarked;

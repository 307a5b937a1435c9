/** Another payment server, with cards that other devices of an account have registered there. */
@NullMarked
package io.coinslot.simulators.peer;

import org.jspecify.annotations.NullMarked;

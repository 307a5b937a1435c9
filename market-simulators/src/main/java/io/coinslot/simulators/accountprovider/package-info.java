/** Who vouches to payment servers for an account and a device of it. */
@NullMarked
package io.coinslot.simulators.accountprovider;

import org.jspecify.annotations.NullMarked;

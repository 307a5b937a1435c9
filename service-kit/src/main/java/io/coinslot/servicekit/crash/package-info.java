/** Named points at which a test may have the process die. */
@NullMarked
package io.coinslot.servicekit.crash;

import org.jspecify.annotations.NullMarked;

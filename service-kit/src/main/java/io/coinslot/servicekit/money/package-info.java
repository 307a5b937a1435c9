/** Money as the outward contract writes it. */
@NullMarked
package io.coinslot.servicekit.money;

import org.jspecify.annotations.NullMarked;

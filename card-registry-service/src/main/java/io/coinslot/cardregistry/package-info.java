/** Registers cards on a device from the cards that another device of the same account registered. */
@NullMarked
package io.coinslot.cardregistry;

import org.jspecify.annotations.NullMarked;

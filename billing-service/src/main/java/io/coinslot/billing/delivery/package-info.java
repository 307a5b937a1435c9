/** Having the game grant what was paid for. */
@NullMarked
package io.coinslot.billing.delivery;

import org.jspecify.annotations.NullMarked;

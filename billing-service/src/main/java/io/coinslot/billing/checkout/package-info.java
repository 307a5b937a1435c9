/** Posting purchases: price, permission, and the purchase itself. */
@NullMarked
package io.coinslot.billing.checkout;

import org.jspecify.annotations.NullMarked;

/** What markets answer, and what it means for a purchase. */
@NullMarked
package io.coinslot.billing.payment;

import org.jspecify.annotations.NullMarked;

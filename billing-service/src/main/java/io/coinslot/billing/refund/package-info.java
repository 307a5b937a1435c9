/** Refunds that the service asks for. */
@NullMarked
package io.coinslot.billing.refund;

import org.jspecify.annotations.NullMarked;

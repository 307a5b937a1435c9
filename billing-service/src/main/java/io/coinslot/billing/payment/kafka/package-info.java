/** Hearing what markets answered. */
@NullMarked
package io.coinslot.billing.payment.kafka;

import org.jspecify.annotations.NullMarked;

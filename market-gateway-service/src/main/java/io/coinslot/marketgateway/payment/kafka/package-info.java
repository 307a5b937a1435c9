/** The payment's side of the topics. */
@NullMarked
package io.coinslot.marketgateway.payment.kafka;

import org.jspecify.annotations.NullMarked;

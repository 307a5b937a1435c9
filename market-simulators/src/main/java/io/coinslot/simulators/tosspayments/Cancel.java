package io.coinslot.simulators.tosspayments;

import java.time.Instant;

/**
 * Money that went back.
 *
 * @param refundableAmount what of the payment is left after it
 */
record Cancel(String transactionKey, String reason, long amount, long refundableAmount, Instant canceledAt) {}

package io.coinslot.billing.refund;

import java.time.Instant;

/**
 * Which request for a refund an idempotency key of a client stands for, once and for all.
 *
 * @param fingerprint of the purchase and of what was asked for
 */
public record RefundKey(String fingerprint, Instant claimedAt) {}

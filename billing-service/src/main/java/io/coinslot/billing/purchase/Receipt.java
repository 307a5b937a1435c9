package io.coinslot.billing.purchase;

import org.jspecify.annotations.Nullable;

/**
 * What a client brought after paying. Its content is in the event alone.
 *
 * @param refusal why it does not pay for this purchase, once the market said so
 */
public record Receipt(String receiptId, @Nullable String refusal) {}

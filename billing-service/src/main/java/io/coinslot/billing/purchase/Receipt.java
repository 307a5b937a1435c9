package io.coinslot.billing.purchase;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client brought after paying. Its content is in the event alone, which the outbox and the topic keep.
 *
 * @param refusal why it does not pay for this purchase, once the market said so
 * @param submittedAt when the market was last asked about it; null in documents of an older version
 * @param submittedAgain how many times it was asked again after a refusal; null if never, and in documents of an older
 *     version
 */
public record Receipt(
        String receiptId,
        @Nullable String refusal,
        @Nullable Instant submittedAt,
        @Nullable Integer submittedAgain) {

    public static Receipt submitted(String receiptId, Instant at) {
        return new Receipt(receiptId, null, at, null);
    }

    /** The market is asked once more, and may say otherwise than before. */
    public Receipt submittedAgain(Instant at) {
        return new Receipt(receiptId, null, at, timesAgain() + 1);
    }

    public Receipt refused(String code) {
        return new Receipt(receiptId, code, submittedAt, submittedAgain);
    }

    int timesAgain() {
        return submittedAgain == null ? 0 : submittedAgain;
    }
}

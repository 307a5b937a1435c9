package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Receipt;
import io.coinslot.marketgateway.payment.TakenBack;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a notification hints at. It is never believed: it tells which of the market's records to read again. */
public sealed interface Hint {
    /**
     * Something about a payment.
     *
     * @param receipt by which the market's record is read
     * @param purchaseId the purchase that the market's message names, if it names one
     * @param about what may have changed
     * @param review the market's question, if it asks one
     * @param takenBack what it says has gone back, where its record may not show that at once
     */
    record PaymentChanged(
            Receipt receipt,
            @Nullable String purchaseId,
            About about,
            @Nullable Review review,
            @Nullable TakenBack takenBack)
            implements Hint {
        public PaymentChanged(Receipt receipt, @Nullable String purchaseId, About about) {
            this(receipt, purchaseId, about, null, null);
        }
    }

    /**
     * A question what speaks against giving money back.
     *
     * @param token the market's name of it, which the answer carries; null where it names none
     * @param askedAt when it was asked; null where the message does not say
     */
    record Review(@Nullable String token, @Nullable Instant askedAt) {}

    /** What may have changed about a payment. */
    enum About {
        /** It may have been paid. Of no interest once that is known. */
        PAYING,
        /** Money may have gone back or come again. */
        MONEY_BACK,
        /** The market asks, for a short time, what speaks against giving money back. */
        REVIEW
    }

    /** Known, and nothing to do about it. */
    record Nothing(String reason) implements Hint {}

    /** Not understood: parked, never dropped. */
    record NotUnderstood(String reason) implements Hint {}
}

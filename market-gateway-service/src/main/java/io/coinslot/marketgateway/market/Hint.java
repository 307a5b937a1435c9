package io.coinslot.marketgateway.market;

import io.coinslot.marketgateway.payment.Receipt;
import org.jspecify.annotations.Nullable;

/** What a notification hints at. It is never believed: it tells which of the market's records to read again. */
public sealed interface Hint {
    /**
     * Something about a payment.
     *
     * @param receipt by which the market's record is read
     * @param purchaseId the purchase that the market's message names, if it names one
     * @param about what may have changed
     */
    record PaymentChanged(Receipt receipt, @Nullable String purchaseId, About about) implements Hint {}

    /** What may have changed about a payment. */
    enum About {
        /** It may have been paid. Of no interest once that is known. */
        PAYING,
        /** Money may have gone back or come again. */
        MONEY_BACK,
        /** The market asks for a decision within a short time: for an operator. */
        OPERATOR
    }

    /** Known, and nothing to do about it. */
    record Nothing(String reason) implements Hint {}

    /** Not understood: parked, never dropped. */
    record NotUnderstood(String reason) implements Hint {}
}
